// Reads what librdkafka's test runner printed. Used by eng/librdkafka-tests:
//   node report.mjs test LOG NUMBER SCENARIO SECONDS    one tab-separated line for each test in the log
//   node report.mjs summary RESULTS                     the counts (last line); exit 1 when a test failed or none ran
import { readFileSync } from "node:fs";

const [verb, file, number, scenario, seconds] = process.argv.slice(2);
const text = readFileSync(file, "utf8").replace(/\x1b\[[0-9;]*m/g, "");

function test() {
  const passed = (text.match(/\[ .*: PASS \(/g) ?? []).length;
  const failed = (text.match(/^.*\]: .*## Test .* (?:failed|FAILED)/gm) ?? []).length;
  const states = new Map();
  for (const [, name, state, reason] of text.matchAll(/^\|\s+(\d{4}\S*)\s+\|\s+(\w+) \|[^|]*\|(.*)$/gm)) {
    if (!name.startsWith(number)) continue;
    const before = states.get(name);
    if (before && (before.state === "FAILED" || state !== "FAILED")) continue; // of several runs the failed one counts
    states.set(name, { state, reason: reason.trim() });
  }
  const ended = text.match(/^exit (\d+)$/m);
  if (states.size === 0 || (ended && ![...states.values()].some((s) => s.state === "FAILED")))
    states.set(number, { state: "FAILED", reason: ended?.[1] === "124" ? "ran out of time" : `runner ended with ${ended?.[1] ?? "no result"}` });
  for (const [name, { state, reason }] of states)
    console.log([name, scenario, state === "PASSED" || state === "SKIPPED" ? state : "FAILED", `${seconds} s`, `subtests ${passed}+${failed}`, reason].join("\t"));
}

function summary() {
  const lines = text.split("\n").filter(Boolean);
  const count = (state) => lines.filter((line) => line.split("\t")[2] === state).length;
  console.log(`${count("PASSED")} passed, ${count("FAILED")} failed, ${count("SKIPPED")} skipped`);
  process.exit(count("FAILED") > 0 || count("PASSED") === 0 ? 1 : 0);
}

verb === "test" ? test() : summary();

// Reads what `dotnet test` left (trx results, cobertura coverage) and says it in few lines. Used by eng/test:
//   node eng/report.mjs project RESULTS NAME SECONDS    one line for one project, its failures and skips
//   node eng/report.mjs summary RESULTS                 slowest tests, coverage per library, the count (last line); exit 1 if not all is well
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [verb, results, name, seconds] = process.argv.slice(2);

const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const decode = (text) =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, entity) => entities[entity]);
const attribute = (tag, key) => decode(tag.match(new RegExp(`\\s${key}="([^"]*)"`))?.[1] ?? "");
const element = (body, key) => decode(body.match(new RegExp(`<${key}>([\\s\\S]*?)</${key}>`))?.[1] ?? "").trim();

/** All test results of one project: name, outcome, seconds, message. Null when there is no result file. */
function readResults(project) {
  const file = join(results, project, `${project}.trx`);
  if (!existsSync(file)) return null;
  const tests = [];
  for (const [, head, body] of readFileSync(file, "utf8").matchAll(/<UnitTestResult\s([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const tag = ` ${head}`;
    const [hours, minutes, rest] = (attribute(tag, "duration") || "0:0:0").split(":").map(Number);
    tests.push({
      project,
      name: attribute(tag, "testName"),
      outcome: attribute(tag, "outcome"),
      seconds: hours * 3600 + minutes * 60 + rest,
      message: element(body ?? "", "Message") || element(body ?? "", "StdOut"),
      stack: element(body ?? "", "StackTrace"),
    });
  }
  return tests;
}

const isSkipped = (test) => test.outcome === "NotExecuted";
const isFailed = (test) => !isSkipped(test) && test.outcome !== "Passed";
const count = (tests) => ({
  passed: tests.filter((t) => t.outcome === "Passed").length,
  failed: tests.filter(isFailed).length,
  skipped: tests.filter(isSkipped).length,
});
const indent = (text, lines) => text.split("\n").slice(0, lines).map((line) => `      ${line}`).join("\n");

/** Why a project as a whole is not well, or null: the runner died, found no test, or could not load some. */
function defect(project, tests) {
  const log = readFileSync(join(results, `${project}.log`), "utf8");
  const loading = log.split("\n").find((line) => /Exception discovering tests|Could not load|Test Run Aborted|No test is available|test run timeout/i.test(line));
  if (tests === null) return loading ?? "it left no results";
  if (loading) return loading.trim();
  if (tests.length === 0) return "it has no test";
  const exit = join(results, `${project}.exit`);
  if (existsSync(exit) && !tests.some(isFailed)) return `the runner ended with exit code ${readFileSync(exit, "utf8").trim()} though no test failed`;
  return null;
}

function reportProject() {
  const tests = readResults(name);
  const { passed, failed, skipped } = count(tests ?? []);
  const why = defect(name, tests);
  console.log(`${failed || why ? "FAIL" : "ok  "}  ${name.padEnd(16)} ${passed} passed, ${failed} failed, ${skipped} skipped  (${seconds} s)`);
  for (const test of (tests ?? []).filter(isFailed)) {
    console.log(`    failed: ${test.name} (${test.seconds.toFixed(1)} s)\n${indent(test.message, 20)}\n${indent(test.stack, 8)}`);
  }
  for (const test of (tests ?? []).filter(isSkipped)) console.log(`    skipped: ${test.name}: ${test.message.split("\n")[0] || "NO REASON GIVEN"}`);
  if (!why) return;
  console.log(`    the project is not well: ${why}`);
  console.log(indent(readFileSync(join(results, `${name}.log`), "utf8").trim().split("\n").slice(-15).join("\n"), 15));
}

/** Line hits of all projects' runs, united: library -> "file:line" -> covered. */
function readCoverage(projects) {
  const libraries = new Map();
  for (const project of projects) {
    const folder = join(results, project);
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder)) {
      const file = join(folder, entry, "coverage.cobertura.xml");
      if (existsSync(file)) addCoverage(libraries, readFileSync(file, "utf8"));
    }
  }
  return libraries;
}

function addCoverage(libraries, xml) {
  const base = xml.match(/<source>([^<]*)<\/source>/)?.[1] ?? "";
  let lines = null;
  let source = "";
  for (const [tag, kind] of xml.matchAll(/<(package|class|line)\s[^>]*>/g)) {
    if (kind === "package") {
      const library = attribute(tag, "name");
      if (!libraries.has(library)) libraries.set(library, new Map());
      lines = libraries.get(library);
    } else if (kind === "class") {
      source = join(base, attribute(tag, "filename"));
    } else {
      const key = `${source}:${attribute(tag, "number")}`;
      lines.set(key, lines.get(key) || attribute(tag, "hits") !== "0");
    }
  }
}

function reportCoverage(projects) {
  const libraries = [...readCoverage(projects)].filter(([, lines]) => lines.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (libraries.length === 0) return;
  console.log("line coverage of hand-written code:");
  let all = 0;
  let hit = 0;
  for (const [library, lines] of libraries) {
    const covered = [...lines.values()].filter(Boolean).length;
    all += lines.size;
    hit += covered;
    console.log(`  ${library.padEnd(32)} ${((100 * covered) / lines.size).toFixed(1).padStart(5)} %  of ${lines.size} lines`);
  }
  console.log(`  ${"all".padEnd(32)} ${((100 * hit) / all).toFixed(1).padStart(5)} %  of ${all} lines`);
}

function reportSummary() {
  const projects = readdirSync(results).filter((file) => file.endsWith(".log") && !["build.log", "format.log", "peer.log"].includes(file)).map((file) => file.slice(0, -4)).sort();
  const tests = projects.flatMap((project) => readResults(project) ?? []);
  const broken = existsSync(join(results, "broken")) ? readFileSync(join(results, "broken"), "utf8").trim().split("\n") : [];
  for (const project of projects) if (defect(project, readResults(project))) broken.push(`tests/${project}`);
  const slowest = tests.filter((t) => t.seconds >= 5).sort((a, b) => b.seconds - a.seconds).slice(0, 5);
  if (slowest.length > 0) console.log("slowest tests:");
  for (const test of slowest) console.log(`  ${test.seconds.toFixed(1).padStart(6)} s  ${test.project}: ${test.name}`);
  reportCoverage(projects);
  const { passed, failed, skipped } = count(tests);
  if (broken.length > 0) console.log(`not well: ${broken.join(", ")}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 || broken.length > 0 || passed + failed === 0 ? 1 : 0;
}

if (verb === "project") reportProject();
else if (verb === "summary") reportSummary();
else throw new Error(`unknown verb '${verb}'; there are project and summary`);

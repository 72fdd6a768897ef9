// table.mjs VALUES: prints medians of 'broker TAB measure TAB value' lines side by side, with the ratio embedded / apache and the aim.
import { readFileSync } from "node:fs";

const aims = [
  [/^start/, "< 300"],
  [/^idle/, "< 0.5"],
  [/^resident after \d/, "< 100"],
  [/^(produce|fetch)/, "ratio >= 1"],
  [/^end to end p99, us/, "ratio < 0.33"],
];
const measures = new Map();
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const [broker, measure, value] = line.split("\t");
  const row = measures.get(measure) ?? { apache: [], embedded: [] };
  if (value !== "") row[broker].push(Number(value));
  measures.set(measure, row);
}
const median = (values) => (values.length ? values.sort((a, b) => a - b)[values.length >> 1] : undefined);
const text = (value) => (value === undefined ? "-" : value >= 1000 ? String(Math.round(value)) : String(value));
const print = (...cells) => console.log(cells[0].padEnd(38) + cells.slice(1, 4).map((c) => c.padStart(14)).join("") + "   " + (cells[4] ?? ""));
print("", "Apache Kafka", "embedded", "ratio", "aim");
for (const [measure, row] of measures) {
  const [apache, embedded] = [median(row.apache), median(row.embedded)];
  const ratio = apache && embedded !== undefined ? (embedded / apache).toFixed(2) : "-";
  print(measure, text(apache), text(embedded), ratio, aims.find(([name]) => name.test(measure))?.[1]);
}

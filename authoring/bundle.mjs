/**
 * Bundle every visualizer: `view.js` and `style.css` to `bundle.js` and `bundle.css` beside them.
 *
 * Anywidget loads a widget's module from a blob, where a relative import cannot resolve; so each
 * view is bundled with what it imports from `_core`. The bundles are committed, because a learner
 * has no Node, and stay readable, because a learner may look.
 *
 *   node authoring/bundle.mjs            write what changed, and name it
 *   node authoring/bundle.mjs --check    write nothing; name what is stale, exit 1 if anything is
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const widgets = path.join(root, "course_utils", "widgets");
const check = process.argv.includes("--check");

/** @returns {string[]} the folders under `widgets/` that hold a view, in a fixed order */
function visualizers() {
  return readdirSync(widgets, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(widgets, entry.name, "view.js")))
    .map((entry) => path.join(widgets, entry.name))
    .sort();
}

/**
 * @param {string} folder
 * @returns {Promise<Map<string, string>>} path of a bundle -> its text
 */
async function bundle(folder) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: {
      bundle: path.relative(root, path.join(folder, "view.js")),
    },
    outdir: path.relative(root, folder),
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  const style = await build({
    absWorkingDir: root,
    entryPoints: { bundle: path.relative(root, path.join(folder, "style.css")) },
    outdir: path.relative(root, folder),
    bundle: true,
    charset: "utf8",
    logLevel: "warning",
    write: false,
  });
  return new Map(
    [...result.outputFiles, ...style.outputFiles].map((file) => [file.path, file.text]),
  );
}

let stale = 0;
for (const folder of visualizers()) {
  for (const [file, text] of await bundle(folder)) {
    const current = existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : null;
    if (current === text) continue;
    stale += 1;
    const name = path.relative(root, file).replaceAll(path.sep, "/");
    if (check) console.log(`${name} is stale`);
    else {
      writeFileSync(file, text);
      console.log(`wrote ${name}`);
    }
  }
}
process.exitCode = check && stale > 0 ? 1 : 0;

// Holds the widget to what a shop's page may be asked to load: gzip sizes of the built loader and panel.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const widget = join(dirname(fileURLToPath(import.meta.url)), "..", "web", "static", "widget");
const gzipSize = (file) => gzipSync(readFileSync(join(widget, file)), { level: 9 }).length;

/** Everything that the panel may load: its page and all files beside it, also those that it would import later. */
const panelFiles = () => [
  "panel.html",
  ...readdirSync(join(widget, "assets")).map((file) => join("assets", file)),
];

const limits = [
  { name: "loader", files: () => ["loader.js"], limit: 10 * 1024 },
  { name: "panel", files: panelFiles, limit: 60 * 1024 },
];

let failed = false;
for (const { name, files, limit } of limits) {
  try {
    const size = files().reduce((sum, file) => sum + gzipSize(file), 0);
    const within = size <= limit;
    failed ||= !within;
    const verdict = within ? "within" : "OVER";
    console.log(`${name}: ${(size / 1024).toFixed(1)} KB gzip, ${verdict} its limit of ${limit / 1024} KB`);
  } catch (error) {
    failed = true;
    console.error(`${name}: cannot be measured, run "npm run build" first (${error.message})`);
  }
}
if (failed) {
  console.error("The widget is larger than a shop's page should be asked to load, or was not built.");
  process.exitCode = 1;
}

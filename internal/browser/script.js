// The script of the documentation site: the sources of templates/docs/script in one scope, made small. Run by itself this
// writes templates/docs/site.js, which is committed: who generates pages needs neither node nor esbuild.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const folder = fileURLToPath(new URL("../../templates/docs/", import.meta.url));
export const committed = folder + "site.js";

// small is what the sources are as one script.
export const small = () => {
  const source = ["base", "code", "find", "call", "panel"].map((name) => readFileSync(`${folder}script/${name}.js`, "utf8")).join("");
  return transformSync(source, { minify: true, format: "iife", target: "es2022" }).code;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(committed, small());

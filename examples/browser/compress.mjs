// Writes a brotli file beside each file of dist and prints what they add up to.
// What was compressed before is taken from .cache/brotli: the best quality takes
// 15 seconds for the library.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants as c } from "node:zlib";

const kept = ".cache/brotli";
mkdirSync(kept, { recursive: true });
const used = new Set();
let sum = 0;
for (const e of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const path = `${e.parentPath ?? e.path}/${e.name}`;
  if (!e.isFile() || path.endsWith(".br")) continue;
  const text = readFileSync(path);
  const name = createHash("sha256").update(text).digest("hex");
  const small = `${kept}/${name}`;
  if (!existsSync(small)) {
    writeFileSync(small, brotliCompressSync(text, { params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_SIZE_HINT]: text.length } }));
  }
  copyFileSync(small, `${path}.br`);
  used.add(name);
  sum += statSync(small).size;
}
for (const old of readdirSync(kept)) if (!used.has(old)) rmSync(`${kept}/${old}`);
console.log(`${sum} bytes compressed (brotli)`);

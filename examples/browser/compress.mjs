// Writes a brotli file beside each file of dist and prints what they add up to.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants as c } from "node:zlib";

let sum = 0;
for (const e of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const path = `${e.parentPath ?? e.path}/${e.name}`;
  if (!e.isFile() || path.endsWith(".br")) continue;
  const text = readFileSync(path);
  const small = brotliCompressSync(text, { params: { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: text.length } });
  writeFileSync(`${path}.br`, small);
  sum += small.length;
}
console.log(`${sum} bytes compressed`);

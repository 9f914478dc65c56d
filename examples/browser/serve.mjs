// Serves dist on loopback, compressed as build.sh left it.
//
//	node serve.mjs [port]
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

export const host = "127.0.0.1";
const dist = fileURLToPath(new URL("dist/", import.meta.url));
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

/** Starts the server; resolves with it once it listens. Port 0 takes a free one. */
export function serve(port) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, import.meta.url).pathname).replace(/\/$/, "/index.html");
    const file = join(dist, path);
    const type = types[extname(file)];
    if (!["GET", "HEAD"].includes(request.method) || !type || !existsSync(file)) return response.writeHead(404).end();
    const small = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(`${file}.br`);
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", ...(small && { "Content-Encoding": "br" }) });
    if (request.method === "HEAD") return response.end();
    createReadStream(small ? `${file}.br` : file).pipe(response);
  });
  return new Promise((resolve, reject) => server.on("error", reject).listen(port, host, () => resolve(server)));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serve(Number(argv[2] ?? 8000));
  console.log(`http://${host}:${server.address().port}/ (Ctrl-C ends it)`);
}

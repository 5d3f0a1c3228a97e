// A host as cheap ones are: it shows the files of a folder, folders by their index, an edition's own page for what is
// not there, texts compressed, and says what it knows of a file: its type, whether it changed, how long to keep it.

import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.avif': 'image/avif', '.css': 'text/css; charset=utf-8', '.csv': 'text/csv; charset=utf-8',
  '.eml': 'message/rfc822', '.epub': 'application/epub+zip', '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon', '.jpg': 'image/jpeg', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json',
  '.m4a': 'audio/mp4', '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg', '.opus': 'audio/ogg', '.pdf': 'application/pdf',
  '.png': 'image/png', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.vcf': 'text/vcard; charset=utf-8',
  '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json', '.webp': 'image/webp',
  '.xhtml': 'application/xhtml+xml', '.xml': 'application/xml', '.zip': 'application/zip',
};
const TEXTS = /^text\/|json|xml|javascript|manifest/;

/** Names that change with the content: `search.1f2e3d4c.js`. */
const HASHED = /\.[0-9a-f]{8,}\.\w+$/;

/** What a browser may be sent, smaller where it says that it understands. */
function packed(bytes, type, accepted) {
  if (!TEXTS.test(type)) return [bytes];
  if (/\bbr\b/.test(accepted)) {
    return [brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }), 'br'];
  }
  return /\bgzip\b/.test(accepted) ? [gzipSync(bytes), 'gzip'] : [bytes];
}

/** The part of a file that `Range: bytes=FROM-TO` asks for; nothing where it asks for more than there is. */
function part(range, size) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === undefined || (!first && !last)) return undefined;
  const from = first ? Number(first) : Math.max(0, size - Number(last));
  const to = first && last ? Math.min(Number(last), size - 1) : size - 1;
  return from <= to ? [from, to] : undefined;
}

/**
 * Shows a folder on a free port of this machine: `{ base, seen, stop, start }`. `base` is the address without a slash
 * at its end; `seen` lists the paths that were asked for since it was last emptied. `at: '/rights'` shows the site
 * below a folder, `compress: false` sends everything as it is.
 */
export async function host(folder, { at = '', compress = true } = {}) {
  const root = resolve(folder);
  const kept = new Map();
  const seen = [];

  const fileAt = (path) => {
    const file = join(root, normalize(path));
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isDirectory() ? fileAt(join(path, 'index.html')) : found && { file, found };
  };

  const send = (request, response, { file, found }, status) => {
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const accepted = compress ? (request.headers['accept-encoding'] ?? '') : '';
    const etag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`;
    const headers = {
      'content-type': type,
      'cache-control': HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag,
      vary: 'accept-encoding',
    };
    if (status === 200 && request.headers['if-none-match'] === etag) return response.writeHead(304, headers).end();
    const key = `${file} ${etag} ${accepted}`;
    if (!kept.has(key)) kept.set(key, packed(readFileSync(file), type, accepted));
    const [bytes, encoding] = kept.get(key);
    if (encoding) headers['content-encoding'] = encoding;
    else headers['accept-ranges'] = 'bytes';
    const range = !encoding && status === 200 && request.headers.range ? part(request.headers.range, bytes.length) : undefined;
    const body = range ? bytes.subarray(range[0], range[1] + 1) : bytes;
    if (range) headers['content-range'] = `bytes ${range[0]}-${range[1]}/${bytes.length}`;
    response.writeHead(range ? 206 : status, { ...headers, 'content-length': body.length });
    return response.end(request.method === 'HEAD' ? undefined : body);
  };

  const answer = (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    seen.push(pathname + search);
    if (!`${pathname}/`.startsWith(`${at}/`)) return response.writeHead(404).end('not found');
    const path = decodeURIComponent(pathname.slice(at.length)) || '/';
    const shown = fileAt(path);
    // A link to a folder without its slash is led on, as hosts do.
    if (shown && !path.endsWith('/') && statSync(join(root, path)).isDirectory()) {
      return response.writeHead(301, { location: `${pathname}/${search}` }).end();
    }
    if (shown) return send(request, response, shown, 200);
    const own = fileAt(`/${path.split('/')[1]}/404.html`);
    return own ? send(request, response, own, 404) : response.writeHead(404).end('not found');
  };

  const server = createServer(answer);
  const listen = (port) =>
    new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', () => done(server.address().port)));
  const port = await listen(0);
  const stop = () => {
    const stopped = new Promise((done) => server.close(done));
    server.closeAllConnections();
    return stopped;
  };
  return { base: `http://127.0.0.1:${port}${at}`, seen, stop, start: () => listen(port) };
}

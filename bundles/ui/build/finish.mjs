// What Vite leaves to do: the budget, the licences, compressed files and the list that the server
// reads instead of looking at each file.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { addEarly } from './early.mjs';
import { notice } from './licences.mjs';

/** Bytes of compressed JavaScript before the code of a page, for those on slow networks. */
const BUDGET = 150_000;
const TEXT = /\.(css|html|js|json|mjs|svg|txt)$/;
/** Below this, an answer fits into one packet anyway. */
const WORTH_IT = 1_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const web = join(root, 'target/classes/web');
const squeeze = (bytes) => gzipSync(bytes, { level: 9 });

/** What the page asks for by itself, before any code of it runs. */
function startFiles() {
  const html = readFileSync(join(web, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file);
  if (files.length === 0) {
    throw new Error('index.html asks for no script.');
  }
  return files;
}

function checkBudget(start) {
  const sizes = start.map((file) => [squeeze(readFileSync(join(web, file))).length, file]);
  const total = sizes.reduce((sum, [size]) => sum + size, 0);
  console.log(
    `JavaScript before the first page: ${(total / 1000).toFixed(1)} of ${BUDGET / 1000} kB, compressed`,
  );
  if (total > BUDGET) {
    const list = sizes.sort(([a], [b]) => b - a).map(([size, file]) => `  ${size} ${file}`);
    throw new Error(
      `The shell is too large. Load what a page needs with the page:\n${list.join('\n')}`,
    );
  }
}

function filesBelow(folder, prefix = '') {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`)
      : [`${prefix}${entry.name}`],
  );
}

/** One line for each file: path, length, length when compressed or 0, digest. Texts are kept compressed only. */
function list(path) {
  const file = join(web, path);
  const bytes = readFileSync(file);
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  let compressed = 0;
  if (TEXT.test(path) && path !== 'index.html' && bytes.length >= WORTH_IT) {
    const small = squeeze(bytes);
    compressed = small.length;
    writeFileSync(`${file}.gz`, small);
    rmSync(file);
  }
  return [path, bytes.length, compressed, digest].join('\t');
}

try {
  const manifest = JSON.parse(readFileSync(join(web, 'manifest.json'), 'utf8'));
  const start = startFiles();
  checkBudget(start);
  addEarly(
    web,
    manifest,
    start,
    join(root, 'src/main/web/shell/routes.tsx'),
    join(root, 'build/early.js'),
  );
  rmSync(join(web, 'manifest.json'));
  writeFileSync(join(web, 'licences.txt'), notice(root));
  writeFileSync(join(web, 'files.tsv'), `${filesBelow(web).sort().map(list).join('\n')}\n`);
} catch (failure) {
  console.error(failure.message);
  process.exit(1);
}

// Builds the web pages for Maven: installs what the lock file names and runs Vite, each only when
// something changed, so that a build without changes costs nothing. With arguments, runs these
// npm scripts instead.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const INSTALLED = join(root, 'node_modules/.callboard-stamp');
const BUILT = join(root, 'target/web.stamp');
const OLDEST_NODE = 20;

function filesOf(path) {
  return readdirSync(join(root, path), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = `${path}/${entry.name}`;
      return entry.isDirectory() ? filesOf(child) : [child];
    });
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function npm(...args) {
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    console.error(`npm ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(
    `Node.js ${process.versions.node} is too old: version ${OLDEST_NODE} or later builds the web pages.`,
  );
  process.exit(1);
}

const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const packages =
  digest(['.npmrc', 'package-lock.json']) + JSON.stringify([dependencies, devDependencies]);
if (stampOf(INSTALLED) !== packages) {
  npm('ci', '--no-progress', '--loglevel=error');
  writeFileSync(INSTALLED, packages);
}

const scripts = process.argv.slice(2);
if (scripts.length > 0) {
  scripts.forEach((script) => npm('run', '--silent', script));
} else {
  const configuration = ['package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts'];
  const sources = digest([...configuration, ...filesOf('build'), ...filesOf('src/main/web')]);
  if (stampOf(BUILT) !== sources || !existsSync(join(root, 'target/classes/web/files.tsv'))) {
    rmSync(BUILT, { force: true });
    npm('run', '--silent', 'build');
    mkdirSync(join(root, 'target'), { recursive: true });
    writeFileSync(BUILT, sources);
  }
}

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const web = fileURLToPath(new URL('./src/main/web', import.meta.url));
const server = process.env.CALLBOARD_URL ?? 'http://localhost:7007';

/** What pages are made of: our own parts, and the libraries that these stand on. */
const KIT =
  /node_modules\/(@internationalized|@react-|@tabler|@tanstack|react-aria|react-stately)|web\/(contributions|rest|ui)\//;

/** Of this many pages a part is needed to be loaded with what they share. */
const SHARED = 4;

export default defineConfig({
  root: web,
  plugins: [react()],
  resolve: { alias: { '~': web } },
  // `npm run dev` serves the sources and passes the rest on to a server that runs.
  server: {
    port: 7008,
    // A name alone would be a prefix, and take /api-docs too.
    proxy: { '^/api/': { target: server, ws: true }, '^/plugins/': server },
  },
  build: {
    outDir: fileURLToPath(new URL('./target/classes/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'manifest.json',
    // Fonts and icons as files: the content security policy has no place for data addresses in fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs comes in two files, and what many pages need in one: a file costs a browser more
          // than the code in it. The libraries are apart, because they stay the same from version to version.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 3 },
            { name: 'shell', tags: ['$initial'], priority: 2 },
            { name: 'kit', test: KIT, minShareCount: SHARED, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['src/test/web/**/*.test.{ts,tsx}'],
  },
});

import { defineConfig } from 'vite';

// One module that holds all it needs: the portal gives plugins no libraries, and takes none of them.
export default defineConfig({
  build: {
    lib: { entry: 'src/main/web/owners.js', formats: ['es'], fileName: () => 'owners.js' },
    outDir: 'target/classes/ui',
    emptyOutDir: false,
    target: 'es2022',
  },
});

// How the page is built and served while it is worked on. The same source gives the same bytes on any machine:
// file names hold no hash, and scoped style names follow from the styles alone.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// Node's, of which no more than this is used.
declare const process: { env: Record<string, string | undefined> };

// Where `dateline serve` listens while the page is developed: a port, or an address.
const wanted = process.env.DATELINE ?? '8080';
const target = /^\d+$/.test(wanted) ? `http://127.0.0.1:${wanted}` : wanted;

export default defineConfig({
  // The basemap of Explore.
  assetsInclude: ['**/*.bin'],
  plugins: [
    svelte({
      configFile: false,
      compilerOptions: { cssHash: ({ hash, css }) => `d${hash(css)}` },
    }),
  ],
  build: {
    outDir: '../crates/server/dist',
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy allows no `data:` addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target },
      '/healthz': { target },
    },
  },
});

// How the front end is built: one bundle that the Python package serves, without inline scripts or styles.
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const SERVER = "http://127.0.0.1:4747";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: "../src/headwater/web",
    emptyOutDir: true,
    // The content security policy lets fonts and scripts come from files of ours only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // The whole licences of all that is in the bundle, beside it; docs/licences.md links to it.
    license: { fileName: "licences.txt" },
  },
  // The studio answers only under its own address, to its own pages: the proxy speaks as one of them.
  // The help pages are the documents beside `web`.
  server: {
    fs: { allow: [".."] },
    proxy: { "/api": { target: SERVER, ws: true, changeOrigin: true, headers: { origin: SERVER } } },
  },
  worker: { format: "es" },
  // They share one world, which none of them changes: to make a new one for each file takes four times as long.
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], isolate: false },
});

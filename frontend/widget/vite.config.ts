import { defineConfig } from "vitest/config";

// The panel: a page of its own, which the loader opens in an iframe. Relative addresses let it live under any path.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../../web/static/widget",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: { input: "panel.html" },
  },
  server: { proxy: { "/api": { target: "http://127.0.0.1:8000", ws: true } } },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});

import { defineConfig } from "vitest/config";

// Served as `/` and `/p/{id}`; its files lie under /shop/.
export default defineConfig({
  base: "/shop/",
  build: {
    outDir: "../../web/static/shop",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000", "/widget": "http://127.0.0.1:8000" } },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"], restoreMocks: true },
});

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// One page, served as `/desk` and `/console`; its files lie under /static/console/.
export default defineConfig({
  base: "/static/console/",
  plugins: [react()],
  build: {
    outDir: "../../web/static/console",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    // Files, not data: addresses, so that the strictest Content-Security-Policy serves.
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": { target: "http://127.0.0.1:8000", ws: true } } },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"], restoreMocks: true },
});

import { defineConfig } from "vite";

// The loader: one classic script without imports, because shops paste a single script tag. Built after the panel.
export default defineConfig({
  build: {
    outDir: "../../web/static/widget",
    emptyOutDir: false,
    target: "es2020",
    lib: {
      entry: "src/loader/main.ts",
      formats: ["iife"],
      name: "AttuneLoader",
      fileName: () => "loader.js",
    },
  },
});

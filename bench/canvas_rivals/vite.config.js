// The rivals' page as a production build, like the product's own.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic" } },
  build: { target: "es2022" },
});

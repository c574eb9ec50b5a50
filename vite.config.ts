import { existsSync, readFileSync } from "node:fs";
import babel from "@rolldown/plugin-babel";
import react, { reactCompilerPreset } from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const manifestPath = new URL("dist/web/manifest.json", import.meta.url);

/** The server's page names the client's hashed files, so the client is built first and its manifest baked in here. */
function readManifest(): unknown {
  return existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, "utf8")) : {};
}

const serverAddress = process.env["PARLEY_DEV_SERVER"] ?? "http://localhost:3000";

export default defineConfig(({ isSsrBuild }) => ({
  root: "src/web",
  plugins: [react(), babel({ presets: [reactCompilerPreset()] })],
  define: isSsrBuild ? { __MANIFEST__: JSON.stringify(readManifest()) } : {},
  css: { modules: { localsConvention: "camelCaseOnly", generateScopedName: "[name]__[local]_[hash:base64:4]" } },
  build: isSsrBuild
    ? {
        outDir: "../../dist/ssr",
        emptyOutDir: true,
        ssr: true,
        target: "node24",
        rolldownOptions: { input: "src/web/ssr/render-page.tsx", output: { entryFileNames: "render-page.js" } },
      }
    : {
        outDir: "../../dist/web",
        emptyOutDir: true,
        manifest: "manifest.json",
        assetsInlineLimit: 0,
        target: "baseline-widely-available",
        modulePreload: { polyfill: false },
      },
  // Production installs carry no react: the page bundle stands alone.
  ssr: { noExternal: true },
  server: { proxy: { "/api": { target: serverAddress, ws: true } } },
}));

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import babel from "@rolldown/plugin-babel";
import react, { reactCompilerPreset } from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { keepLexerOnly } from "./src/web/build/keep-lexer-only.ts";
import { shortenGlue } from "./src/web/build/shorten-glue.ts";

const manifestPath = new URL("dist/web/manifest.json", import.meta.url);

/** The server's page names the client's hashed files, so the client is built first and its manifest baked in here. */
function readManifest(): unknown {
  return existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, "utf8")) : {};
}

/** What every view stands on; changes seldom, so browsers keep it over our releases. */
const corePackages = /node_modules[/\\](react|react-dom|scheduler|wouter|regexparam|zustand|idb|marked|@tanstack)[/\\]/;

const initialScriptMaxBytes = 110_000;

/** Counts what a browser loads before it can read and write, as Brotli sends it; too much fails the build. */
function weighInitialScript(): Plugin {
  return {
    name: "weigh-initial-script",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
      const entry = chunks.find((chunk) => chunk.isEntry && chunk.facadeModuleId?.endsWith("index.html"));
      if (!entry) return;
      const names = new Set([entry.fileName, ...entry.imports]);
      for (const name of names)
        for (const next of chunks.find((c) => c.fileName === name)?.imports ?? []) names.add(next);
      const codes = chunks.filter((chunk) => names.has(chunk.fileName)).map((chunk) => chunk.code);
      const bytes = codes.reduce((sum, code) => sum + brotliCompressSync(code).length, 0);
      const verdict = `initial script: ${(bytes / 1000).toFixed(1)} kB brotli of ${initialScriptMaxBytes / 1000} kB`;
      if (bytes > initialScriptMaxBytes) this.error(verdict);
      else this.info(verdict);
    },
  };
}

/** Beside each text its compressed forms, so that the server never compresses. */
function compressTexts(): Plugin {
  return {
    name: "compress-texts",
    apply: "build",
    writeBundle({ dir = "" }, bundle) {
      for (const name of Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|svg)$/.test(name))) {
        const path = join(dir, name);
        const text = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(text));
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
      }
    },
  };
}

const serverAddress = process.env["PARLEY_DEV_SERVER"] ?? "http://localhost:3000";

export default defineConfig(({ isSsrBuild, command }) => ({
  root: "src/web",
  // The compiler's caches cost bytes, so it takes only the components that ask for it with "use memo".
  plugins: [
    keepLexerOnly(),
    shortenGlue(),
    react(),
    babel({ presets: [reactCompilerPreset({ compilationMode: "annotation" })] }),
    weighInitialScript(),
    compressTexts(),
  ],
  define: isSsrBuild ? { clientManifest: JSON.stringify(readManifest()) } : {},
  // React has had this hook of its own since version 18.
  resolve: { alias: { "use-sync-external-store/shim/index.js": "react" } },
  css: {
    modules: {
      localsConvention: "camelCaseOnly",
      generateScopedName: command === "serve" ? "[name]__[local]" : "[hash:base64:5]",
    },
  },
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
        target: "es2024",
        minify: "terser",
        terserOptions: { module: true, ecma: 2020, compress: { passes: 3 } },
        // All styles come in one file with the page, so a view that comes later brings only its script.
        cssCodeSplit: false,
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: "core", test: corePackages },
                { name: "app", tags: ["$initial"] },
              ],
            },
          },
        },
        modulePreload: { polyfill: false, resolveDependencies: () => [] },
      },
  // Production installs carry no react: the page bundle stands alone.
  ssr: { noExternal: true },
  server: { proxy: { "/api": { target: serverAddress, ws: true } } },
}));

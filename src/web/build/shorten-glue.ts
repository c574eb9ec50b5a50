const drawIcon = decodeURIComponent(new URL("draw-icon.ts", import.meta.url).pathname);
const icons = "\0drawn-icons";
const plainLoader = "\0plain-loader";

/**
 * What libraries put around our own code, in its shortest form: icons are drawn by a few lines of ours, and a chunk
 * that comes later is a plain import, since it has no styles of its own to wait for.
 */
export function shortenGlue() {
  return {
    name: "shorten-glue",
    enforce: "pre" as const,
    resolveId(source: string, importer: string | undefined) {
      if (source === "../createLucideIcon.mjs" && importer?.includes("lucide-react")) return icons;
      return source === "\0vite/preload-helper.js" ? plainLoader : undefined;
    },
    load(id: string) {
      if (id === icons) return `export { drawIcon as default } from ${JSON.stringify(drawIcon)};`;
      return id === plainLoader ? "export const __vitePreload = (load) => load();" : undefined;
    },
  };
}

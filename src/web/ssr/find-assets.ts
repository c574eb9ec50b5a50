interface ManifestEntry {
  readonly file: string;
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, ManifestEntry>>;

/** The client's build, baked in when this bundle is built; absent where the source runs unbuilt, as in tests. */
declare const clientManifest: Manifest | undefined;

export interface Assets {
  readonly script: string | undefined;
  /** Chunks that the script needs at once. */
  readonly chunks: readonly string[];
  readonly style: string | undefined;
  readonly font: string | undefined;
}

/** Addresses of what a page loads. */
export function findAssets(manifest = readManifest()): Assets {
  const entry = manifest["index.html"];
  const chunks = (entry?.imports ?? []).map((key) => manifest[key]).filter((chunk) => chunk !== undefined);
  const sheet = manifest["style.css"];
  const font = Object.values(manifest).find(({ file }) => /inter-latin-wght-normal.*\.woff2$/.test(file));
  return {
    script: entry && `/${entry.file}`,
    chunks: chunks.map(({ file }) => `/${file}`),
    style: sheet && `/${sheet.file}`,
    font: font && `/${font.file}`,
  };
}

function readManifest(): Manifest {
  return typeof clientManifest === "undefined" ? {} : clientManifest;
}

// The help pages: the repository's own documents, taken into the bundle, so that they are there without a network.

export interface Document {
  /** In the address: /help/NAME. */
  name: string;
  title: string;
  about: string;
  text: string;
}

const FILES = import.meta.glob<string>(
  [
    "../../../docs/quickstart.md",
    "../../../docs/node-overview.md",
    "../../../docs/providers.md",
    "../../../docs/comfyui.md",
    "../../../docs/adding-a-model.md",
    "../../../docs/adding-a-provider.md",
    "../../../docs/adding-a-protocol.md",
    "../../../docs/api.md",
    "../../../docs/errors.md",
    "../../../docs/licences.md",
  ],
  { query: "?raw", import: "default", eager: true },
);

const LISTED = [
  {
    name: "quickstart",
    file: "quickstart.md",
    title: "Quickstart",
    about: "From nothing to a short film, in minutes.",
  },
  { name: "nodes", file: "node-overview.md", title: "Nodes", about: "Kinds, states, connections, modes and models." },
  {
    name: "providers",
    file: "providers.md",
    title: "Providers",
    about: "Services by your key and servers of your own: what they cost, where keys are kept.",
  },
  { name: "comfyui", file: "comfyui.md", title: "ComfyUI", about: "Workflows on a server of yours, as models." },
  { name: "models", file: "adding-a-model.md", title: "Adding a model", about: "An entry in a file, and no code." },
  {
    name: "adding-providers",
    file: "adding-a-provider.md",
    title: "Adding a provider",
    about: "A file that says how jobs are submitted and fetched.",
  },
  {
    name: "protocols",
    file: "adding-a-protocol.md",
    title: "Adding a protocol",
    about: "A Python class for what speaks in a way of its own.",
  },
  { name: "api", file: "api.md", title: "Scripts", about: "Everything the browser does, from a script." },
  { name: "errors", file: "errors.md", title: "Errors", about: "What can go wrong, and what to do about it." },
  { name: "licences", file: "licences.md", title: "Licences", about: "What Headwater is made of." },
];

/** In the order in which they are listed; only those that are there. */
export const DOCUMENTS: readonly Document[] = LISTED.flatMap(({ file, ...rest }) => {
  const text = FILES[`../../../docs/${file}`];
  return text ? [{ ...rest, text }] : [];
});

/** Where a link in a document leads inside Headwater; null when it leads elsewhere. */
export function addressOf(href: string): string | null {
  if (href.startsWith("#") || href.startsWith("/")) return href;
  const [file, hash] = href.split("#");
  const found = LISTED.find((each) => each.file === file?.replace(/^.*\//, ""));
  return found ? `/help/${found.name}${hash ? `#${hash}` : ""}` : null;
}

// The HTTP API.
export function ReferencePage() {
  return null;
}

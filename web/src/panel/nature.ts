// Whether a neural network makes it, or rules that somebody wrote.
export const nature = ({ neural }: { neural: boolean }) => (neural ? "neural" : "procedural");

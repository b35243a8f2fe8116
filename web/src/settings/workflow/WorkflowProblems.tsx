// Why a workflow cannot run on this server as it is, said before it is tried.
import type { WorkflowAnalysis } from "../../api/types";

export function WorkflowProblems({ analysis, server }: { analysis: WorkflowAnalysis; server: string }) {
  const { asked, missing, inputs } = analysis;
  const files = inputs.flatMap(({ node_title, problem }) => (problem ? [`${node_title}: ${problem}`] : []));
  const nodes = missing.map((each) => `${server} has no node ${each}. Install it there.`);
  const all = [...nodes, ...files];
  if (asked && all.length === 0) return null;
  return (
    <div role="status" className="rounded-control bg-field px-3 py-2 text-ink text-ui">
      {!asked && (
        <p>{server} did not say what its nodes take, so types and limits are guessed. Start it, and bring it again.</p>
      )}
      {all.length > 0 && <p>As it is, it will not run:</p>}
      <ul className="list-disc pl-5 text-ink-soft">
        {all.map((each) => (
          <li key={each} className="break-words">
            {each}
          </li>
        ))}
      </ul>
    </div>
  );
}

// Over a card while a file goes out.
export function Uploading({ done }: { done: number }) {
  const percent = Math.round(done * 100);
  return (
    <div className="absolute inset-0 flex flex-col justify-end">
      <div className="shimmer absolute inset-0 bg-skeleton" />
      <span className="tabular px-3.5 pb-2.5 text-ink-soft text-label">
        {done < 1 ? `Uploading · ${percent} %` : "Checking the file"}
      </span>
      <div role="progressbar" aria-label="Uploading" aria-valuenow={percent} className="h-0.5 bg-line">
        <div className="h-full origin-left bg-kind" style={{ scale: `${done} 1` }} />
      </div>
    </div>
  );
}

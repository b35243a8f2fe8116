// One generation, whole: what it made or why not, the request, the credits, and what can be done now.
import { useState } from "react";
import type { Story } from "../api/types";
import { Dialog } from "../ui/Dialog";
import { Skeleton } from "../ui/Skeleton";
import { StoryActions } from "./StoryActions";
import { StoryMoney } from "./StoryMoney";
import { StoryRequest } from "./StoryRequest";
import { StoryResult } from "./StoryResult";
import { useStory } from "./use_history";

interface Props {
  /** Id of the generation. */
  open: string | null;
  onOpen: (generation: string) => void;
  onClose: () => void;
}

export function StoryDialog({ open, onOpen, onClose }: Props) {
  const { data, error } = useStory(open);
  const [last, setLast] = useState<Story>();
  if (open !== null && data && data !== last) setLast(data);
  const story = open === null ? last : data;
  const title = story
    ? story.chapter.what || story.made.model_name
    : error
      ? "This generation is not here"
      : "Generation";
  return (
    <Dialog size="large" title={title} open={open !== null} onClose={onClose}>
      {story && <Told key={story.chapter.generation.id} story={story} onOpen={onOpen} />}
      {!story && error && (
        <p role="alert" className="px-4 pb-6 text-ink-soft text-ui">
          {error.message}
        </p>
      )}
      {!story && !error && <OnItsWay />}
    </Dialog>
  );
}

function Told({ story, onOpen }: { story: Story; onOpen: (generation: string) => void }) {
  return (
    <div className="grid md:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="flex min-h-48 flex-col justify-center bg-ground md:min-h-96">
        <StoryResult story={story} />
      </div>
      <aside className="flex min-w-0 flex-col gap-5 p-4">
        <StoryActions generation={story.chapter.generation} onOpen={onOpen} />
        <dl className="flex flex-col gap-3">
          <StoryRequest story={story} />
          <StoryMoney story={story} />
        </dl>
      </aside>
    </div>
  );
}

function OnItsWay() {
  return (
    <div aria-busy="true" className="grid md:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="min-h-48 bg-ground md:min-h-96" />
      <div className="flex flex-col gap-4 p-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-24" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    </div>
  );
}

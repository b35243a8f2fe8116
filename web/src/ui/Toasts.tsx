// Short news at the bottom centre, one at a time, with Undo where it can be undone.
import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { Button } from "./Button";
import { IconButton } from "./IconButton";

export interface News {
  text: string;
  undo?: () => void;
  /** One thing to do about it, elsewhere in Headwater. */
  action?: { label: string; href: string };
  /** Calm red, and it stays a little longer. */
  failed?: boolean;
}

const manager = Toast.createToastManager<News>();

/** Shows a toast, from anywhere. The one before it steps aside. */
export function toast(news: News): void {
  const timeout = news.undo || news.failed ? 8000 : 5000;
  manager.add({ title: news.text, data: news, timeout, priority: news.failed ? "high" : "low" });
}

export function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={1}>
      <Toast.Portal>
        <Toast.Viewport className="pointer-events-none fixed inset-x-0 bottom-6 z-50 flex justify-center">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts, close } = Toast.useToastManager<News>();
  return toasts.map((item) => (
    <Toast.Root
      key={item.id}
      toast={item}
      className="toast pointer-events-auto absolute bottom-0 flex w-max max-w-[min(32rem,calc(100vw-2rem))] items-center gap-1 rounded-[10px] bg-sheet py-1.5 pr-1.5 pl-3.5 shadow-float data-limited:hidden"
    >
      {item.data?.failed && <span aria-hidden="true" className="mr-1.5 size-1.5 shrink-0 rounded-full bg-fail" />}
      <Toast.Title className="py-1 text-ink text-ui" />
      {item.data?.undo && (
        <Button
          small
          look="quiet"
          className="ml-2 text-accent-text"
          onClick={() => {
            item.data?.undo?.();
            close(item.id);
          }}
        >
          Undo
        </Button>
      )}
      {item.data?.action && (
        <a
          href={item.data.action.href}
          className="ml-2 inline-flex h-7 items-center rounded-control px-2.5 font-medium text-accent-text text-label hover:bg-hover"
        >
          {item.data.action.label}
        </a>
      )}
      <IconButton name="Dismiss" small className="ml-1" onClick={() => close(item.id)}>
        <X size={14} strokeWidth={1.5} />
      </IconButton>
    </Toast.Root>
  ));
}

import { toast } from "./toast";

/** Tells what was done, and takes it back for whoever wants it otherwise. */
export function toastUndoable(message: string, undo: () => Promise<unknown>): void {
  toast(message, { action: { label: "Undo", onClick: () => void takeBack(undo) } });
}

async function takeBack(undo: () => Promise<unknown>): Promise<void> {
  try {
    await undo();
    toast("It is as it was.");
  } catch (error) {
    toast(`It could not be taken back. ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Runs `task` at once, then at most once per `every` milliseconds; calls in between end in one more run. Never two at a time. */
export function throttle(task: () => Promise<void>, every: number): () => void {
  let running = false;
  let wanted = false;
  async function run(): Promise<void> {
    running = true;
    wanted = false;
    await task();
    setTimeout(() => {
      running = false;
      if (wanted) void run();
    }, every);
  }
  return () => {
    wanted = true;
    if (!running) void run();
  };
}

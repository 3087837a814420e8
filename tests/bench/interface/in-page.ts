import type { Page } from 'playwright-core';

const LONGEST_MS = 20_000;

/**
 * Measures inside the page, where the clock of events and frames is: a real key or click is sent from outside, and what it
 * takes until its effect has been painted is told by the page itself, in milliseconds.
 */
export async function untilPainted(
  page: Page,
  { act, changed }: { readonly act: () => Promise<unknown>; readonly changed: string },
): Promise<number> {
  await page.evaluate(`globalThis.__took = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('nothing of the kind happened within ${LONGEST_MS} ms')), ${LONGEST_MS});
    const changed = ${changed};
    let begun = null;
    const begin = (event) => { begun ??= event.timeStamp; };
    // Letters that are on no key of this keyboard come without one.
    const kinds = ['keydown', 'beforeinput', 'click'];
    for (const kind of kinds) addEventListener(kind, begin, true);
    const done = () => {
      if (begun === null || !changed()) return;
      observer.disconnect();
      for (const kind of kinds) removeEventListener(kind, begin, true);
      // A frame later, and after that frame's work: it is on the screen.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now() - begun);
        channel.port2.postMessage(0);
      });
    };
    const observer = new MutationObserver(done);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  }), undefined`);
  await act();
  return page.evaluate<number>('globalThis.__took');
}

/** Scrolls a list with the wheel for a while; gives the times between frames, in milliseconds. */
export async function framesWhileScrolling(page: Page, list: string, steps: number): Promise<number[]> {
  const box = await page.locator(list).first().boundingBox();
  if (!box) throw new Error(`${list} is not on the screen`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(`(() => {
    const frames = [];
    let last = performance.now();
    globalThis.__frames = frames;
    globalThis.__scrolling = true;
    const tick = (now) => {
      frames.push(now - last);
      last = now;
      if (globalThis.__scrolling) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  })()`);
  for (let step = 0; step < steps; step += 1) await page.mouse.wheel(0, 240);
  const frames = await page.evaluate<number[]>(
    '(globalThis.__scrolling = false, globalThis.__frames.slice(1))',
  );
  return frames;
}

/** Round trips of calls from the page, one after the other, in milliseconds. */
export function roundTrips(page: Page, calls: readonly (readonly [string, object])[]): Promise<number[]> {
  return page.evaluate<number[]>(`(async () => {
    const took = [];
    for (const [name, input] of ${JSON.stringify(calls)}) {
      const begun = performance.now();
      const reply = await casier.invoke(name, input);
      if (!reply.ok) throw new Error(name);
      took.push(performance.now() - begun);
    }
    return took;
  })()`);
}

/** When the page reached something, in milliseconds since 1970; it marks that itself. */
export function milestone(page: Page, name: string): Promise<number | null> {
  return page.evaluate<number | null>(`(() => {
    const [mark] = performance.getEntriesByName(${JSON.stringify(name)});
    return mark ? performance.timeOrigin + mark.startTime : null;
  })()`);
}

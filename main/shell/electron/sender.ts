import { ELECTRON_ORIGIN } from '../content-policy.ts';

/** What is known of the frame that sent a message; null when it is already gone. */
export interface SenderFrame {
  readonly url: string;
  /** Null for the top frame. */
  readonly parent: object | null;
}

/** Whether a call comes from the window itself: the top frame, showing a page of ours. */
export function isOurWindow(frame: SenderFrame | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  return isOurPage(frame.url);
}

/** Whether an address is a page of ours. The scheme is special to Electron alone, so `URL.origin` does not tell. */
export function isOurPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === ELECTRON_ORIGIN;
}

/** Whether a frame may go to an address: the window only to our own pages, the frames in it also to what they are given as text. */
export function mayNavigate(url: string, topFrame: boolean): boolean {
  return isOurPage(url) || (!topFrame && (url === 'about:srcdoc' || url === 'about:blank'));
}

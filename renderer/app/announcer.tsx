import { useSession } from '../lib/session.ts';

/** Says what happened to those who hear the window; always there, so that it is listened to. */
export function Announcer() {
  const announced = useSession((state) => state.announced);
  return (
    <div className="heard-only" role="status" aria-live="polite" data-testid="announced">
      {announced}
    </div>
  );
}

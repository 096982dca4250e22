import { useEffect, useRef } from 'react';
import { careStanding } from '../../domain/rules/care-plan.ts';
import { defaultSettings } from '../../domain/rules/settings.ts';
import { isBlank, likelyOutcome } from '../../domain/visit-draft.ts';
import { useDevice } from '../../store/device-context.tsx';
import type { DeviceStore } from '../../store/device-store.ts';
import type { Local } from '../../store/local-record.ts';
import { endAtOnce } from '../../store/resting-visits.ts';
import { useBack, useGo } from '../../ui/link.tsx';
import { placeParam } from '../../ui/place-param.ts';
import { exitOf } from './exit-of.ts';
import type { VisitFormState } from './use-visit-form.ts';
import type { VisitPlace } from './use-visit-place.ts';

// A second tap while the next screen is being fetched would lead back once more.
const leaving = { leaves: true };

/** How a visit ends or is left: finished, nobody in, for a moment to raise a need, or blank. */
export function useVisitActions(form: VisitFormState, place: VisitPlace, keepNote: () => void) {
  const { store } = useDevice();
  const go = useGo();
  const { visit, latest, change, allFilled, once } = form;
  const back = useBack(exitOf(visit));
  useDiscardBlank(store, visit.id);

  /** Leaves for another form and comes back: from now on the draft is kept even if nothing is filled in. */
  const leaveFor = async (address: string) => {
    keepNote();
    if (isBlank(latest.current) && !(await change({ needs: [] }))) return;
    go(address);
  };
  const about = `place=${placeParam(visit.place)}${visit.person ? `&person=${visit.person}` : ''}`;

  return {
    /** False when it is not known what came of the visit; it then stays open. */
    finish: (): boolean => {
      keepNote();
      const { corrects, startedAt } = latest.current;
      const outcome = likelyOutcome(latest.current);
      if (outcome === null) return false;
      void once(async () => {
        const old = corrects === undefined ? null : await store.get('visits', corrects);
        // A correction tells of the same knock, so it keeps its time.
        const finishedAt = corrects === undefined ? store.now() : (old?.finishedAt ?? startedAt);
        const needs = needsOf(place.needs);
        await store.finishDraft('visits', visit.id, (record) => ({
          ...allFilled(record),
          outcome,
          finishedAt,
          needs,
        }));
        const more =
          outcome === 'met' && corrects === undefined && (await someoneElseDue(store, visit));
        if (more) go(`/door/${placeParam(visit.place)}`, { replace: true });
        else back();
      }, leaving);
      return true;
    },
    notIn: () =>
      void once(async () => {
        keepNote();
        await endAtOnce(store, visit, 'notIn', needsOf(place.needs));
        back();
      }, leaving),
    raise: (category?: string) =>
      void leaveFor(`/raise?${about}&visit=${visit.id}${category ? `&category=${category}` : ''}`),
    alarm: () => void leaveFor(`/alarm?${about}`),
  };
}

function needsOf(needs: VisitPlace['needs']): string[] | null {
  const ids = needs.filter(({ draft }) => !draft).map(({ id }) => id);
  return ids.length > 0 ? ids.slice(0, 20) : null;
}

/** Whether somebody else who is watched lives here and is still to be seen: a visit counts for one person. */
async function someoneElseDue(store: DeviceStore, visit: Local<'visits'>): Promise<boolean> {
  const people = await store.find('people', { where: { place: visit.place } });
  const others = people.filter(({ id, grade }) => grade !== undefined && id !== visit.person);
  if (others.length === 0) return false;
  const visits = await store.find('visits', { where: { place: visit.place } });
  return others.some((person) => {
    const standing = careStanding(person, visits, defaultSettings, store.now());
    return standing !== null && standing.state !== 'onTime';
  });
}

/** Throws the draft away when the form is left and nothing was filled in. */
function useDiscardBlank(store: DeviceStore, id: string): void {
  const open = useRef(false);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
      // React may take a screen out and put it straight back; only one that stays out is left.
      setTimeout(() => {
        if (!open.current) void discardIfBlank(store, id).catch(reportError);
      }, 0);
    };
  }, [store, id]);
}

async function discardIfBlank(store: DeviceStore, id: string): Promise<void> {
  const draft = await store.get('visits', id);
  if (draft?.draft === 1 && isBlank(draft)) await store.discardDraft('visits', id);
}

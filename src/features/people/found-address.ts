import { placeParam } from '../../ui/place-param.ts';
import type { Found } from './use-findable.ts';

/** Where what was found can be looked at: a person's page, or the door of a household. */
export const foundAddress = ({ kind, record }: Found): string =>
  kind === 'person' ? `/people/${record.id}` : `/door/${placeParam(record.place)}`;

/** A place path as one part of an address: slashes would be read as parts of the route. */
export function placeParam(path: string): string {
  return path.replaceAll('/', '~');
}

/** The place path that an address names. */
export function placeOf(param: string): string {
  return param.replaceAll('~', '/');
}

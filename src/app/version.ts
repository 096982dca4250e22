import about from '../../package.json' with { type: 'json' };

/** The app's version, as the server and people asking for help are told it. */
export const version: string = about.version;

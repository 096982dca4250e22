import { useCallback } from 'react';
import { EnrolScreen } from '../features/enrol/enrol-screen.tsx';
import { useSignedIn } from './signed-in.tsx';

/** Enrolment, wired to the server. */
export function EnrolPage() {
  const { ports, enrolled, device } = useSignedIn();
  const enrol = useCallback(
    async (code: string, deviceName: string) => {
      const answer = await ports.enrol(code, deviceName);
      if (answer.ok) enrolled(answer.device);
      return answer;
    },
    [ports, enrolled],
  );
  return (
    <EnrolScreen
      enrol={enrol}
      demo={ports.demo}
      holder={device?.session.person.name}
      ended={device ? null : ports.endedHow()}
    />
  );
}

import { MonitorSmartphone } from 'lucide-react';
import { Dots } from '../../ui/dots.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatMonthDay } from '../../ui/format.ts';
import { useRoomForTwo } from '../../ui/layout.ts';
import { useParam, useSearchParam } from '../../ui/link.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { MasterDetail } from '../../ui/master-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { Pill } from '../../ui/pill.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useWords } from '../../ui/words.ts';
import { DevicePage } from './device-page.tsx';
import { DeviceStatePill } from './device-state.tsx';
import css from './devices.module.css';
import { deviceAddress, parts, useDevices, type Device, type Devices } from './use-devices.ts';
import { deviceWords } from './words.ts';

/** 设备: who has which, when it was last heard of, what it has not uploaded; one's own for everybody else. */
export function DevicesScreen() {
  const say = useWords(deviceWords);
  const id = useParam('id');
  const beside = useRoomForTwo();
  const devices = useDevices();
  if (!devices) {
    return (
      <Page title={say('title')}>
        <LoadingState />
      </Page>
    );
  }
  const back = beside ? undefined : deviceAddress('', devices.part);
  const device = devices.lists.all.find((one) => one.id === id);
  return (
    <MasterDetail
      open={id !== ''}
      list={<DeviceList devices={devices} open={id} />}
      detail={
        id === '' ? (
          <EmptyState icon={MonitorSmartphone} title={say('pick')}>
            {say('pickHint')}
          </EmptyState>
        ) : device ? (
          <DevicePage key={id} device={device} devices={devices} back={back} />
        ) : (
          <Page pane title={say('notFound')} back={back}>
            <EmptyState icon={MonitorSmartphone} title={say('notFound')}>
              {say('notFoundHint')}
            </EmptyState>
          </Page>
        )
      }
    />
  );
}

function DeviceList({ devices, open }: { readonly devices: Devices; readonly open: string }) {
  const say = useWords(deviceWords);
  const [question, setQuestion] = useSearchParam('q');
  const sought = question.trim().toLowerCase();
  const shown = devices.lists[devices.part].filter(({ title = '', deviceName = '' }) =>
    `${title} ${deviceName}`.toLowerCase().includes(sought),
  );
  const chips = parts.filter((part) => part === 'all' || devices.lists[part].length > 0);
  return (
    <Page
      title={say(devices.ownOnly ? 'mine' : 'title')}
      count={devices.lists.all.length}
      back="/me"
    >
      {!devices.ownOnly && (
        <>
          <SearchBox value={question} onChange={setQuestion} label={say('search')} />
          <FilterChips
            label={say('which')}
            value={devices.part}
            onChange={devices.setPart}
            choices={chips.map((part) => ({
              value: part,
              label: say(part),
              count: devices.lists[part].length,
            }))}
          />
        </>
      )}
      {shown.length === 0 ? (
        <EmptyState
          icon={MonitorSmartphone}
          title={say(devices.lists.all.length === 0 ? 'empty' : 'none')}
        >
          {say(devices.lists.all.length === 0 ? 'emptyHint' : 'noneHint')}
        </EmptyState>
      ) : (
        <VirtualList items={shown} keyOf={(device) => device.id} label={say('list')} estimate={110}>
          {(device) => (
            <DeviceRow device={device} devices={devices} selected={device.id === open} />
          )}
        </VirtualList>
      )}
    </Page>
  );
}

function DeviceRow({
  device,
  devices,
  selected,
}: {
  readonly device: Device;
  readonly devices: Devices;
  readonly selected: boolean;
}) {
  const say = useWords(deviceWords);
  const unsent = device.waiting ?? 0;
  const name = device.deviceName ?? say('unnamed');
  const here = devices.isThisOne(device) ? say('thisOne') : null;
  const since = say('sinceWhen', { when: formatMonthDay(device.createdAt) });
  return (
    <ListRow
      to={deviceAddress(device.id, devices.part)}
      selected={selected}
      icon={MonitorSmartphone}
      title={devices.ownOnly ? name : device.title}
      detail={<Dots of={devices.ownOnly ? [here, since] : [name, here]} />}
      below={
        <span className={css['pills']}>
          <DeviceStatePill device={device} now={devices.now} />
          {unsent > 0 && <Pill tone="amber">{say('nUnsent', { n: unsent })}</Pill>}
        </span>
      }
    />
  );
}

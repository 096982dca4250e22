import { defineWords } from './words.ts';

export const formatWords = defineWords('format', {
  zh: {
    justNow: '刚刚',
    ago: '{{time}}前',
    ahead: '{{time}}后',
    minutes: '{{n}} 分钟',
    hours: '{{n}} 小时',
    hoursMinutes: '{{h}} 小时 {{m}} 分',
    days: '{{n}} 天',
    daysHours: '{{d}} 天 {{h}} 小时',
    today: '今天',
    yesterday: '昨天',
    tomorrow: '明天',
    dayAt: '{{day}} {{time}}',
  },
  en: {
    justNow: 'just now',
    ago: '{{time}} ago',
    ahead: 'in {{time}}',
    minutes: '{{n}} min',
    hours: '{{n}} h',
    hoursMinutes: '{{h}} h {{m}} min',
    days: '{{n}} days',
    days_one: '{{n}} day',
    daysHours: '{{d}} d {{h}} h',
    today: 'today',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    dayAt: '{{day}}, {{time}}',
  },
});

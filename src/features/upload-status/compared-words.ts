import { defineWords } from '../../ui/words.ts';

export const comparedWords = defineWords('compared', {
  zh: {
    title: '和服务中心核对',
    never: '还没有核对过。连上网后会自动核对，一天一次。',
    same: '{{when}} 核对过，{{held}} 条都对得上。',
    mended: '{{when}} 核对时有 {{mended}} 条对不上，已经自动改好。现在一共 {{held}} 条。',
    differing: '还有 {{differing}} 处对不上，请告诉服务中心。您写的都在。',
    now: '现在核对',
    asked: '正在核对…',
    waiting: '先上传完，才好核对。',
    offline: '现在没有网络，连上后会自动核对。',
  },
  en: {
    title: 'Compare with the service centre',
    never: 'Not compared yet. It is done once a day when there is a network.',
    same: 'Compared {{when}}: all {{held}} records agree.',
    mended: 'Compared {{when}}: {{mended}} did not agree and were mended. {{held}} records now.',
    differing:
      'There are still {{differing}} places that do not agree; please tell the service centre. What you wrote is safe.',
    now: 'Compare now',
    asked: 'Comparing…',
    waiting: 'This can be done once everything is uploaded.',
    offline: 'No network at the moment; it is done by itself later.',
  },
});

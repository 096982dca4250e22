import type { NeedCategory, Urgency } from '../../src/domain/needs.ts';

/** One kind of request as people here put it, and how it usually ends. */
export interface NeedStory {
  readonly category: NeedCategory;
  readonly urgency: Urgency;
  readonly what: string;
  readonly when?: string;
  /** What whoever helped wrote at the end. */
  readonly ended: string;
  /** Words in a volunteer's skills that fit. */
  readonly skills: readonly string[];
}

const story = (
  category: NeedCategory,
  urgency: Urgency,
  what: string,
  ended: string,
  skills: readonly string[] = [],
  when?: string,
): NeedStory => ({ category, urgency, what, ended, skills, ...(when ? { when } : {}) });

export const needStories: readonly [NeedStory, ...NeedStory[]] = [
  story(
    'errand',
    'normal',
    '腿脚不便，想请人每周代买一次菜。',
    '已说好每周三上午代买，菜钱现结。',
    ['做饭'],
    '每周三上午',
  ),
  story(
    'errand',
    'normal',
    '降压药快吃完了，帮忙去社区医院开药。',
    '药已取回，交到本人手里。',
    ['陪同就医', '开车'],
    '这两天',
  ),
  story('errand', 'normal', '快递太重，搬不上五楼。', '两人一起搬上去了。', [], '今天下午'),
  story(
    'errand',
    'normal',
    '煤气卡不会充值，想请人帮忙。',
    '已陪同到营业厅充好，并教会手机充值。',
    ['电脑手机'],
  ),
  story('errand', 'normal', '想把旧沙发搬下楼，一个人抬不动。', '已搬到大件垃圾点。', [], '周末'),
  story('errand', 'normal', '代交一下电费和有线电视费。', '已代交，收据放在门卫处。', ['电脑手机']),
  story(
    'medical',
    'urgent',
    '下周二去市医院复查，没人陪。',
    '陪同看完，医生说恢复得不错，下月再查。',
    ['陪同就医', '医疗护理', '开车'],
    '下周二上午',
  ),
  story('medical', 'normal', '想请人上门量血压、看看药怎么吃。', '已上门测量，药盒按早晚分好。', [
    '医疗护理',
    '急救',
  ]),
  story('medical', 'urgent', '手术后换药，家里没有年轻人。', '联系了社区护士，隔天上门换药。', [
    '医疗护理',
  ]),
  story(
    'medical',
    'normal',
    '想办慢性病门诊卡，不知道要什么材料。',
    '材料清单已给，陪着去窗口办好了。',
    ['陪同就医'],
  ),
  story(
    'medical',
    'urgent',
    '夜里咳得厉害，想有人带去看看。',
    '已陪去社区医院，开了药，第二天回访好转。',
    ['陪同就医', '开车'],
    '尽快',
  ),
  story('repair', 'normal', '厨房水龙头关不紧，一直滴水。', '换了阀芯，不漏了。', ['水电维修']),
  story('repair', 'normal', '客厅的灯不亮，换了灯泡也不行。', '是开关坏了，已换新。', [
    '水电维修',
    '家电维修',
  ]),
  story('repair', 'normal', '洗衣机不排水。', '排水管堵了，已疏通。', ['家电维修']),
  story(
    'repair',
    'urgent',
    '卫生间漏水漏到楼下了。',
    '关了总阀，请物业换了软管，楼下也看过了。',
    ['水电维修'],
    '今天',
  ),
  story('repair', 'normal', '门锁不好开，钥匙转不动。', '上了油，能用了，建议以后换锁芯。', [
    '家电维修',
  ]),
  story('repair', 'normal', '电视没有信号，老人一个人在家闷。', '线松了，插好了。', [
    '家电维修',
    '电脑手机',
  ]),
  story('repair', 'normal', '马桶水箱一直流水。', '浮球换好了。', ['水电维修']),
  story('cleaning', 'normal', '家里窗户高，擦不了。', '两位志愿者一起擦好了。', [], '过节前'),
  story(
    'cleaning',
    'normal',
    '冰箱很久没清，请人帮忙收拾一下。',
    '过期的都清掉了，老人在旁边看着的。',
    [],
  ),
  story('cleaning', 'normal', '楼道里堆了旧纸箱，想请人帮着清走。', '已清走，卖的钱交给本人。', []),
  story('cleaning', 'normal', '油烟机太油，够不着。', '拆下来洗好装回去了。', ['家电维修']),
  story(
    'company',
    'normal',
    '老伴走了以后一个人闷，想有人来说说话。',
    '每周四下午去陪聊，老人愿意参加合唱。',
    ['心理疏导', '合唱'],
    '下午',
  ),
  story(
    'company',
    'normal',
    '想找人一起下楼晒太阳，轮椅推不动。',
    '推到花园坐了半小时，约好隔天再来。',
    [],
  ),
  story(
    'company',
    'normal',
    '想学太极，没有伴。',
    '带去广场的太极队，已经跟着练了。',
    ['太极拳'],
    '早上',
  ),
  story('company', 'normal', '视力不好，想有人读报。', '每周读两次，还借了有声书。', [
    '书法',
    '合唱',
  ]),
  story(
    'learning',
    'normal',
    '不会用手机视频，想跟外地的儿子说话。',
    '教会了，当场和儿子视频了一次。',
    ['电脑手机'],
  ),
  story(
    'learning',
    'normal',
    '孩子放学没人辅导作业。',
    '安排到社区课后辅导，周一到周五。',
    ['作业辅导'],
    '下午四点以后',
  ),
  story('learning', 'normal', '想学手机挂号，现在医院都要预约。', '装好了程序，陪着挂了一次号。', [
    '电脑手机',
  ]),
  story('learning', 'normal', '想练书法，家里没有地方。', '报了周六的书法班。', ['书法'], '周六'),
  story('mediation', 'normal', '楼上半夜有响动，说了几次没用。', '三方坐下来谈过，楼上铺了地垫。', [
    '心理疏导',
    '法律咨询',
  ]),
  story('mediation', 'normal', '邻居的鞋柜占了楼道。', '已搬回屋里，两家没伤和气。', []),
  story('mediation', 'normal', '因为停车和邻居吵了几句，想有人说和。', '划了位置，两家都同意。', [
    '法律咨询',
  ]),
  story(
    'mediation',
    'normal',
    '儿女为赡养的事说不拢，想请人评评理。',
    '请了律师志愿者讲了规定，商量出了轮流的办法。',
    ['法律咨询', '心理疏导'],
  ),
  story(
    'hazard',
    'urgent',
    '煤气灶老旧，打火要好几次，怕不安全。',
    '燃气公司上门换了软管和阀门。',
    ['水电维修'],
    '尽快',
  ),
  story('hazard', 'urgent', '楼道灯坏了两盏，晚上看不见台阶。', '物业已修好，复查过了。', [
    '水电维修',
  ]),
  story('hazard', 'urgent', '单元门口的下水井盖松了。', '已换新井盖，当天围挡，复查没有问题。', []),
  story('hazard', 'normal', '有人把电动车推上楼充电。', '上门讲了道理，车推到棚里充了。', []),
  story('hazard', 'urgent', '卫生间地滑，摔过一次，想装扶手。', '装了两根扶手和防滑垫。', [
    '水电维修',
  ]),
  story('hazard', 'normal', '三楼窗台花盆没有固定。', '花盆收回屋里了。', []),
  story('other', 'normal', '想申请高龄补贴，不知道怎么办。', '表格填好交了，下月起发。', [
    '电脑手机',
  ]),
  story('other', 'normal', '残疾证要年审，出门不方便。', '联系了上门评定。', ['法律咨询']),
  story('other', 'normal', '房产证上的名字要改，想问问手续。', '法律咨询日约好，材料讲清了。', [
    '法律咨询',
  ]),
  story(
    'other',
    'normal',
    '想理发，腿脚不便去不了。',
    '上门理好了，老人很高兴。',
    ['理发'],
    '这周内',
  ),
  story('other', 'normal', '给九十岁的母亲拍张像样的照片。', '拍好洗出来送去了。', ['摄影']),
  story('other', 'normal', '家里的旧衣服想捐，不知道送哪里。', '已送到社区爱心屋。', []),
];

/** The one that may not wait: somebody is on it already when the demo begins. */
export const emergencyStory = story(
  'hazard',
  'emergency',
  '楼道里闻到煤气味，不知道是哪一家。',
  '燃气公司查到是 302 的阀门没关严，已处理。',
  ['急救'],
  '马上',
);

export const declineNotes = [
  '这项由物业负责，已把电话告诉本人并帮着打了报修。',
  '本人来电说已经解决，不用了。',
  '超出志愿服务范围，已转给街道便民热线。',
  '同一件事前两天已登记，合并办理。',
] as const;

export const contactNotes = [
  '已打电话，约好时间。',
  '上门见过，情况清楚了。',
  '电话通了，下午过去。',
  '和家属也说过了。',
] as const;

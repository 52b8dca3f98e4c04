# SPDX-License-Identifier: MIT
"""plan(seed): the text of a random plan (see plan.h); the same for the same seed."""
import random

LIMIT_MS = 4000
SIZES = [1, 11, 100, 1448, 3000, 8000]
MUCH = 30000    # more than small buffers hold
OFFSETS = [0, 0, 100, 1000000000, -1, -500]


class Plan:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = ['# seed %d' % seed, 'limit %d' % LIMIT_MS]
        self.calls = {'client': [], 'server': []}
        self.gso = self.small = False
        self.extra = random.Random('extra %d' % seed)   # what came later leaves the rest as it was
        self.keeps = [end for end in self.calls if self.extra.randrange(100) < 4]
        self.fast = self.extra.randrange(100) < 6

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def side(self):
        return self.random.choice(['client', 'server'])

    def add(self, *words):
        self.lines.append(' '.join(str(word) for word in words))

    def call(self, end, *words):
        self.calls[end].append(' '.join(str(word) for word in words))

    def text(self):
        lines = list(self.lines)
        for end in ('server', 'client'):
            lines += ['call %s %s' % (end, call) for call in self.calls[end]]
        return '\n'.join(lines) + '\n'


def stack(plan):
    if plan.chance(25):
        plan.add('ip', 6)
    if plan.chance(15):
        plan.gso = True
        plan.add('gso', 1)
    for name in ('tcp_timestamps', 'tcp_sack', 'tcp_dsack', 'tcp_window_scaling'):
        if plan.chance(15):
            plan.add('sysctl', plan.side(), name, 0)
    if plan.chance(10):
        plan.add('sysctl', 'server', 'tcp_syncookies', 2)
    if plan.chance(10):
        plan.add('rule', plan.side(), 1, 'syn', 1, 'strip', plan.random.randrange(1, 8))


def delays(plan):
    """0 to 150 ms from end to end and back, the middle anywhere, and steps of it."""
    for side in ('client', 'server'):
        whole = plan.random.choice([0, 1, 5, 10, 20, 40, 75])
        first = plan.random.randint(0, whole)
        plan.add('delay', side, 1, first)
        plan.add('delay', side, 2, whole - first)
        if plan.chance(20):
            plan.add('delay', side, plan.random.choice([1, 2]), plan.random.choice([0, 5, 30, 75]),
                     plan.random.randint(2, 8))


def fault(plan):
    """One rule, of a kind of frames that its sender will send."""
    side = plan.side()
    writes = any(call.startswith('write') for call in plan.calls[side])
    kind = plan.random.choice(['syn', 'fin', 'ack', 'ack', 'any'] + ['data'] * 3 * writes)
    first = 1 if kind in ('syn', 'fin') else plan.random.choice([1, 1, 1, 2, 2, 3, 4, 6])
    action = plan.random.choice(['lose'] * 5 + ['duplicate', 'replay', 'hold', 'delay', 'flip',
                                                'inject-rst', 'inject-syn'])
    which = str(first)
    if action == 'lose' and plan.chance(15):
        which = '%d-%d' % (first, first + plan.random.randint(1, 2))
    words = {
        'lose': ['lose'],
        'duplicate': ['duplicate', plan.random.choice([0, 3, 20])],
        'replay': ['duplicate', plan.random.choice([150, 300, 600])],
        'hold': ['hold', plan.random.randint(1, 3)],
        'delay': ['delay', plan.random.choice([10, 60, 250, 450])],
        'flip': ['lose'] if plan.gso else ['flip'],
        'inject-rst': ['inject-rst', plan.random.choice(OFFSETS), plan.random.choice([0, 30])],
        'inject-syn': ['inject-syn', plan.random.choice(OFFSETS), plan.random.choice([0, 30])],
    }[action]
    plan.add('rule', side, plan.random.choice([1, 2]), kind, which, *words)


def keep_alive(plan, end):
    plan.call(end, 'keepalive', 1)
    for name in ('keepidle', 'keepintvl'):
        plan.call(end, name, 1)     # a second is the least


def silence(plan):
    """So long that whoever keeps its connection alive probes, mostly unheard."""
    plan.call(plan.extra.choice(['client', 'server']), 'pause', plan.extra.choice([1300, 2400]))


def fast_open(plan):
    """With data in the first SYN, without a cookie; or with a cookie that the first connection asks for,
    of which it is known only in the next one."""
    at_once = plan.extra.randrange(3)
    plan.add('sysctl', 'client', 'tcp_fastopen', 0x5 if at_once else 0x1)
    plan.add('sysctl', 'server', 'tcp_fastopen', 0x202 if at_once == 1 else 0x2)


def listen(plan):
    if plan.chance(20):
        plan.small = True
        plan.call('server', 'rcvbuf', plan.random.choice([2304, 4096, 8192]))
    if plan.chance(10):
        plan.call('server', 'defer-accept', 1)
    if 'server' in plan.keeps:
        keep_alive(plan, 'server')
    if plan.fast:
        fast_open(plan)
        plan.call('server', 'fastopen', 5)
    plan.call('server', 'listen', plan.random.choice([0, 5, 5]))


def connect(plan, port=0):
    if plan.chance(10):
        plan.call('client', 'rcvbuf', plan.random.choice([2304, 4096]))
    if plan.chance(30):
        plan.call('client', 'nodelay', 1)
    if port:
        plan.call('client', 'bind', port)
    if 'client' in plan.keeps:
        keep_alive(plan, 'client')
    if plan.fast:
        plan.call('client', 'fastopen-connect', 1)
    plan.call('client', 'connect')
    if plan.fast:
        plan.call('client', 'write', 11)


def rounds(plan):
    """Requests and answers, some without the other's reading them."""
    if plan.small and plan.chance(50):
        stall(plan)
    for _ in range(plan.random.randint(0, 3)):
        asker = 'client' if plan.chance(80) else 'server'
        other = 'server' if asker == 'client' else 'client'
        size = plan.random.choice(SIZES)
        plan.call(asker, 'write', size)
        if plan.chance(15):
            continue
        if plan.chance(25):
            plan.call(other, 'pause', plan.random.choice([20, 100, 300]))
        plan.call(other, 'read', size)
        if plan.chance(60):
            answer = plan.random.choice(SIZES)
            plan.call(other, 'write', answer)
            plan.call(asker, 'read', answer)
        if plan.chance(25):
            plan.call(asker, 'pause', plan.random.choice([20, 100, 300]))


def stall(plan):
    """More than the receiver's buffer takes while it does not read."""
    plan.call('client', 'write', MUCH)
    plan.call('server', 'pause', plan.random.choice([300, 700]))
    plan.call('server', 'read', MUCH)


def close(plan):
    first = plan.side()
    second = 'server' if first == 'client' else 'client'
    way = plan.random.choice(['one', 'one', 'both', 'half', 'abort', 'late', 'unread'])
    if plan.chance(40):
        plan.call(first, 'quiet')
    if way == 'both':
        if plan.chance(70):
            plan.call(second, 'quiet')
    elif way == 'half':
        plan.call(first, 'shutdown')
        plan.call(second, 'read-all')
        plan.call(second, 'write', plan.random.choice(SIZES))
        plan.call(first, 'read-all')
    elif way == 'abort':
        plan.call(first, 'abort')
        plan.call(second, 'read-all')
    elif way == 'late':
        plan.call(second, 'pause', plan.random.choice([100, 300]))
    if way != 'unread':
        plan.call(first, 'read-all' if way == 'half' else 'close')
        if way not in ('both', 'late'):
            plan.call(second, 'read-all')
    else:
        plan.call(first, 'close')
    plan.call(second, 'close')
    if way == 'half':
        plan.call(first, 'close')


def exchange(plan):
    if plan.chance(5):
        connect(plan)       # nobody listens
        return
    listen(plan)
    again = plan.chance(12)
    if plan.small:
        plan.call('client', 'sndbuf', 4 * MUCH)
    connect(plan, 40001 if again else 0)
    if plan.chance(8):
        plan.call('client', 'extra', 3)
        plan.call('server', 'pause', 300)
    plan.call('server', 'accept')
    rounds(plan)
    if plan.keeps:
        silence(plan)
    close(plan)
    if again:
        plan.call('client', 'quiet')
        connect(plan, 40001)
        plan.call('server', 'accept')
        rounds(plan)
        close(plan)


def documented(plan):
    """The documented eight over a path, with one fault."""
    for end, calls in (('server', ['listen 5', 'accept', 'read-all', 'close']),
                       ('client', ['connect', 'write 11', 'close'])):
        for call in calls:
            plan.call(end, call)


def plan(seed):
    made = Plan(seed)
    stack(made)
    delays(made)
    plain = made.chance(20)
    (documented if plain else exchange)(made)
    for _ in range(1 if plain else made.random.choice([0, 1, 2, 2, 3, 4])):
        fault(made)
    return made.text()

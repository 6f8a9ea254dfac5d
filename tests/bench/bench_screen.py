"""How fast a message is screened: ``python tests/bench/bench_screen.py`` prints the figures; nothing here is a test.

What is wanted: median at most 60 us and p99 at most 300 us for ordinary chat by the rules alone, every 4,096 hostile
characters in 5 ms (10 ms at the very most), and time in line with length. Counted is the processor time of the one
thread that screens, so that other work on the machine does not count.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from safety import DATA, load_all, load_screener

if TYPE_CHECKING:
    from collections.abc import Callable

    from safety import Screener

LONGEST = 4096
#: Prints the memory of a process that screens, now and at most, in kB.
MEMORY = """
import gc, pathlib, re, resource, safety
screener = safety.load_screener(safety.DATA, pathlib.Path({folder!r}), model={model})
screener.screen("hello there, how are you?")
gc.collect()
print(re.search("VmRSS:.*?(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
ROUNDS = 40
#: Ordinary messages of 5 to 40 words.
CHAT = """\
hey are you coming to the game tonight? we saved you a seat near the front
i made soup today and it was way too salty but the kids liked it
what time does the library close on sundays, do you know?
my boss moved the meeting again so now i have to stay late on friday
looking for articles about sleep and stress before exams
can you recommend something for panic attacks at work? i get nervous in meetings
happy birthday!! hope you have a wonderful day with everyone
the train was late again and i missed the first half of the lecture
does anybody know a good therapist in town who takes new people
i can't sleep before exams and my head keeps spinning
we are thinking of moving to a bigger flat next spring, somewhere near the park with more light
thanks for the help yesterday, it really made a difference
is there a way to change the reminder to eight in the morning instead of nine?
my phone died on the way home so i only saw your message now, sorry about that
this week was a lot, i am tired and i just want to stay in bed and watch something silly
show me the latest articles on mindfulness please
the new update broke my calendar, does anyone else have this problem
how do you deal with a colleague who talks over you in every single meeting?
i ran five kilometres this morning and it felt great, first time since the summer
do you have anything about bipolar disorder for family members
my daughter starts school in september and she is so excited about her new bag
what is the difference between a psychologist and a psychiatrist
the weather is awful today, wind and rain since six o'clock
i feel a bit down lately, not sleeping well and not much energy for anything
could you send the slides from tuesday, i was at the dentist and missed the whole thing
we had a big argument about the dishes again, it is always the same story
best books on stress management for beginners, anything short and practical
my grandmother turned ninety and we had a huge party with the whole village
how long does it take until the medication starts to work, usually?
i need to talk to someone about my anxiety but i don't know where to begin
the cat knocked over the plant again and looked so proud of herself
can i save an article and read it later when i am offline
work-life balance is a myth in this company, they write to us at midnight and expect answers at six
good morning everyone, what are your plans for the long weekend?
is meditation really helpful or is it just fashion? i tried it twice and got bored
he said he would call back on monday but i have not heard from him yet
please unsubscribe me from the weekly digest, i get too many messages
does sugar affect mood? i read something about it but the article had no sources
the exam is next week and i have not opened the book, wish me luck
our team won three to one, what a match, i lost my voice from shouting
i would like to read personal stories of people who recovered from burnout
what can i do when my child does not want to go to school because of bullying
the doctor changed my dose and now i feel dizzy in the morning, is that normal?
any tips on sleep hygiene? i look at my phone until two at night, i know it is bad
i started journaling and it helps me more than i expected, three pages every morning
no worries, take your time, there is no hurry at all
the kettle is broken so i am making tea in a saucepan like in my student days
what does cognitive behavioural therapy look like in practice, week by week
my flight was cancelled and i am stuck at the airport with two children and no charger
is there something for caregivers? my father has dementia and i do everything alone
lol that picture killed me, i am still laughing
how do i stop procrastinating, i have a deadline tomorrow and i am cleaning the oven
hola, busco artículos sobre ansiedad y estrés en el trabajo
buenos días, ¿tienen algo sobre cómo dormir mejor sin pastillas?
mi hijo tiene exámenes y está muy nervioso, no sé cómo ayudarle con eso
gracias por la información, me ha servido mucho para hablar con mi pareja
最近工作压力很大，晚上睡不好，有没有什么放松的方法
请问有关于焦虑症的文章吗，想给我妈妈看看
今天天气真好，我们下午去公园走走吧，顺便喝杯咖啡
孩子不想上学怎么办，老师说他在班里很安静""".splitlines()
#: Messages made to be slow, each filled up to 4,096 characters.
HOSTILE = {
    "many matches": "i want want to to die die tonight dont ", "many muted": "i dont want to die laughing, never. ",
    "every sign": "I want to die tonight, i have pills and i wrote the letter. goodbye everyone. ",
    "leet": "k1ll ", "stars": "k*ll ", "dots in one word": "a.", "signs in one word": "@a@", "letter and digit": "a1",
    "dotted word": "k.i.l.l.", "single letters": "i ", "spelled out": "k i l l m y s e l f ", "stretched": "diiiiie ",
    "one letter": "a", "glued": "killmyself", "typos": "sucide ", "kms": "kms ", "cues": "not dont never ",
    "nearly": "i dont know how to tell you that i really want ", "spaces": " ", "invisible": "\u200b", "signs": "!",
    "emoji": "😂", "marks": "a\u0301", "Chinese wish": "我想死", "Chinese intent": "不想活了今晚", "Arabic": "انتحار ",
    "flags": "🇰🇮🇱🇱", "wide": "ｋｉｌｌ ", "mixed scripts": "kіll mуself ", "quotes": "'", "brackets": "((((",
    "lines": "\n",
}  # fmt: skip


def seconds(call: Callable[[], object], rounds: int = 5) -> float:
    """The best of a few runs."""
    best = float("inf")
    for _ in range(rounds):
        start = time.thread_time()
        call()
        best = min(best, time.thread_time() - start)
    return best


def hostile() -> dict[str, str]:
    """The slow messages, with two that never repeat a word."""
    messages = {name: (text * (LONGEST // len(text) + 1))[:LONGEST] for name, text in HOSTILE.items()}
    messages["new disguises"] = " ".join(f"x{i}q" for i in range(LONGEST))[:LONGEST]
    letters = "qwertyuiopasdfghjklzxcvbnm"
    messages["new typos"] = " ".join(f"suicid{a}{b}" for a in letters for b in letters)[:LONGEST]
    return messages


def chat(screener: Screener, how: str) -> None:
    """Ordinary messages, one after another as they would come."""
    times = []
    for _ in range(ROUNDS):
        for text in CHAT:
            start = time.thread_time()
            screener.screen(text)
            times.append((time.thread_time() - start) * 1e6)
    times.sort()
    middle, p99 = statistics.median(times), times[len(times) * 99 // 100]
    print(f"chat       median {middle:7.1f} us   p99 {p99:7.1f} us   worst {times[-1]:7.1f} us   {how}")


def attacks(screener: Screener) -> None:
    """Hostile messages, the first time they are seen and again, slowest first."""
    rows = []
    for name, text in hostile().items():
        first = seconds(partial(screener.screen, text), rounds=1)
        again = seconds(partial(screener.screen, text))
        rows.append((again * 1e3, first * 1e3, name, screener.screen(text)))
    for again, first, name, found in sorted(rows, key=itemgetter(0), reverse=True):
        result = f"{found.level.word}, {len(found.signals)} signals"
        print(f"hostile    {again:7.2f} ms   first {first:7.2f} ms   {name} ({result})")


def lengths(screener: Screener) -> None:
    """The same text once, ten and a hundred times, up to 5 MB: the time of one character should stay."""
    text = " ".join(CHAT) + " i want to die tonight. "
    for times in (1, 10, 100, 5_000_000 // len(text)):
        length, spent = len(text) * times, seconds(partial(screener.screen, text * times), rounds=1)
        print(f"length     {length:9,} characters {spent * 1e3:10.1f} ms   {spent / length * 1e9:6.0f} ns each")


def loading() -> Screener:
    """From YAML, from a compiled copy, and the memory of a process that screens."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        run(f"import pathlib, safety; safety.load_parts(safety.DATA, pathlib.Path({folder!r}))")
        for model, how in ((False, "from the compiled copy"), (True, "with the sentence model")):
            load = partial(load_screener, DATA, cache, model=model)
            print(f"load       {seconds(load, 3) * 1e3:7.0f} ms {how}")
            now, most = map(int, run(MEMORY.format(folder=folder, model=model)).split())
            print(f"memory     {now / 1024:7.0f} MB, {most / 1024:.0f} MB at most while loading, {how}")
        screener = load_screener(DATA, cache)
    print(f"load       {seconds(partial(load_all, DATA), 1) * 1e3:7.0f} ms from YAML")
    print(f"import     {(waited('import safety') - waited('')) * 1e3:7.0f} ms, by the clock")
    return screener


def waited(code: str) -> float:
    """How long a line of Python takes in a process of its own, in seconds; the best of a few."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        run(code)
        best = min(best, time.perf_counter() - start)
    return best


def run(code: str) -> str:
    """Run Python in a process of its own; what it prints."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words


def main() -> None:
    """Print everything."""
    screener = loading()
    gc.collect()
    gc.freeze()  # as the running bot does once the rules are there
    opinion, screener.opinion = screener.opinion, None
    chat(screener, "by the rules alone")
    screener.opinion = opinion
    chat(screener, "with the second opinion")
    attacks(screener)
    lengths(screener)


if __name__ == "__main__":
    main()

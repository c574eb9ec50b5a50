let audio: AudioContext | undefined;

/** Two short, soft tones. Silent where the browser allows no sound yet. */
export function playSound(): void {
  try {
    audio ??= new AudioContext();
    if (audio.state !== "running") void audio.resume();
    for (const [index, frequency] of [660, 880].entries()) playTone(audio, frequency, audio.currentTime + index * 0.11);
  } catch {
    audio = undefined;
  }
}

function playTone(context: AudioContext, frequency: number, at: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.08, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.16);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.18);
}

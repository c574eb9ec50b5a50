import { formatMoment, formatTime } from "../../i18n/time.ts";
import { useZone } from "../../i18n/viewer-zone.ts";

interface MessageTimeProps {
  readonly ms: number;
  readonly className?: string | undefined;
}

/** The hour in the viewer's zone; the exact moment on hover. */
export function MessageTime({ ms, className }: MessageTimeProps) {
  const zone = useZone();
  return (
    <time className={className} dateTime={new Date(ms).toISOString()} title={formatMoment(ms, zone)}>
      {formatTime(ms, zone)}
    </time>
  );
}

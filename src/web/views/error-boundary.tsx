import { Component, type ReactNode } from "react";
import { later } from "./later.tsx";

const FailedView = later(async () => (await import("./failed-view.tsx")).FailedView);

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** A change of this, for instance of the address, tries again. */
  readonly resetKey: string;
}

interface ErrorBoundaryState {
  readonly failedKey: string | undefined;
}

/** A fault in one view leaves the rest standing. What was written is kept by the outbox and the drafts. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failedKey: undefined };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { failedKey: "" };
  }

  override componentDidCatch(): void {
    this.setState({ failedKey: this.props.resetKey });
  }

  override render() {
    const { failedKey } = this.state;
    const { children, resetKey } = this.props;
    if (failedKey === undefined || (failedKey !== "" && failedKey !== resetKey)) return children;
    return <FailedView />;
  }
}

import static java.nio.charset.StandardCharsets.UTF_8;

import com.neuroshard.version.Library;
import com.neuroshard.version.Manager;
import com.neuroshard.version.Version;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.function.IntConsumer;

/**
 * What operations cost from Java: for each a line of JSON with the nanoseconds a call, once for each repetition.
 *
 * <p>usage: Bench REPETITIONS SECONDS, with the library of the floor in the system property {@code neuroshard.floor}
 */
final class Bench {
    private static final int WARM_UP_SECONDS = 1;

    /** Where results go, so that no call is left out. */
    private static volatile Object result;

    private final int repetitions;
    private final double seconds;

    private Bench(int repetitions, double seconds) {
        this.repetitions = repetitions;
        this.seconds = seconds;
    }

    private static native int floor();

    public static void main(String[] arguments) {
        System.load(Path.of(System.getProperty("neuroshard.floor")).toAbsolutePath().toString());
        Bench bench = new Bench(Integer.parseInt(arguments[0]), Double.parseDouble(arguments[1]));
        Version one = Version.of(1, 9, 0);
        Version other = Version.of(1, 10, 0);
        bench.measure("floor", times -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += floor();
            }
            result = sum;
        });
        bench.measure("empty_call", times -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += Library.versionNumber();
            }
            result = sum;
        });
        bench.measure("compare", times -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += one.compareTo(other);
            }
            result = sum;
        });
        bench.measure("parse", times -> {
            for (int i = 0; i < times; i++) {
                result = Version.parse("1.2.3-rc.1");
            }
        });
        try (Manager manager = Manager.create()) {
            byte[] advertisement = manager.advertisement().getBytes(UTF_8);
            bench.measure("check_peer", times -> {
                long sum = 0;
                for (int i = 0; i < times; i++) {
                    sum += manager.checkPeer(advertisement).reasonNumber();
                }
                result = sum;
            });
        }
    }

    private void measure(String operation, IntConsumer call) {
        int times = 1000;
        for (double spent = 0; spent < WARM_UP_SECONDS; ) {
            double once = time(call, times);
            spent += once;
            times = (int) Math.min(1e8, Math.max(1, times * Math.min(10, seconds / Math.max(once, 1e-9))));
        }
        StringJoiner numbers = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < repetitions; i++) {
            numbers.add(String.format("%.2f", time(call, times) * 1e9 / times));
        }
        System.out.println("{\"operation\": \"" + operation + "\", \"nanoseconds\": " + numbers + "}");
    }

    private static double time(IntConsumer call, int times) {
        long begin = System.nanoTime();
        call.accept(times);
        return (System.nanoTime() - begin) / 1e9;
    }
}

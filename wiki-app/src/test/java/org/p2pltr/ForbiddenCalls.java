package org.p2pltr;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;

/** Calls, and references to methods, that a rule of the architecture forbids somewhere. */
final class ForbiddenCalls {
    private ForbiddenCalls() {}

    static ArchCondition<JavaClass> callAny(String what, Predicate<AccessTarget> forbidden) {
        return new ArchCondition<>("use " + what) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaAccess<?> access : item.getAccessesFromSelf())
                    events.add(
                            new SimpleConditionEvent(
                                    access,
                                    forbidden.test(access.getTarget()),
                                    access.getDescription()));
                item.getMethodReferencesFromSelf()
                        .forEach(access ->
                                events.add(
                                        new SimpleConditionEvent(
                                                access,
                                                forbidden.test(access.getTarget()),
                                                access.getDescription())));
            }
        };
    }

    static boolean readsTheClock(AccessTarget target) {
        String name = target.getName();
        JavaClass owner = target.getOwner();
        if (owner.isEquivalentTo(System.class)) return name.matches("nanoTime|currentTimeMillis");
        if (owner.isEquivalentTo(Clock.class)) return name.startsWith("system");
        return owner.getPackageName().equals("java.time") && name.equals("now");
    }

    static boolean sleeps(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return target.getName().equals("sleep")
                && (owner.isAssignableTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class));
    }

    static boolean usesAMonitor(AccessTarget target) {
        return target.getOwner().isEquivalentTo(Object.class)
                && target.getName().matches("wait|notify|notifyAll");
    }

    static boolean startsAVirtualThread(AccessTarget target) {
        return target.getName()
                .matches("ofVirtual|startVirtualThread|newVirtualThreadPerTaskExecutor");
    }

    static boolean losesOrder(AccessTarget target) {
        String name = target.getName();
        JavaClass owner = target.getOwner();
        if (owner.isEquivalentTo(Map.class) || owner.isEquivalentTo(Set.class))
            return name.matches("of|ofEntries|copyOf");
        if (owner.isEquivalentTo(Collectors.class))
            return name.matches("to(Unmodifiable)?(Set|Map)|toConcurrentMap|groupingByConcurrent");
        if (owner.isEquivalentTo(Collections.class)) return name.equals("shuffle");
        if (owner.isEquivalentTo(Arrays.class)) return name.startsWith("parallel");
        return name.matches("parallel|parallelStream")
                && (owner.isAssignableTo(BaseStream.class)
                        || owner.isAssignableTo(Collection.class));
    }
}

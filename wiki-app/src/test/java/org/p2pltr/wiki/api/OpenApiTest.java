package org.p2pltr.wiki.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document says what the controllers do: calls, parameters, bodies, answers, every field. */
class OpenApiTest {
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document = document();

    /** A call of a controller. */
    private record Call(String name, Method method) {}

    @Test
    void everyCallIsThereAndNoOther() {
        List<String> told = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(verb -> told.add(verb + " " + path.getKey())));
        assertThat(told).containsExactlyInAnyOrderElementsOf(calls().map(Call::name).toList());
        assertThat(told).hasSizeGreaterThan(20);
    }

    @Test
    void everyParameterAndBodyIsThere() {
        calls().forEach(call -> {
            JsonNode operation = operation(call);
            List<String> told = new ArrayList<>();
            for (JsonNode parameter : operation.path("parameters"))
                if (parameter.get("in").asString().equals("query"))
                    told.add(parameter.get("name").asString());
            List<String> asked =
                    parameters(call, RequestParam.class).map(Parameter::getName).toList();
            assertThat(told).as(call.name()).containsExactlyInAnyOrderElementsOf(asked);
            String body =
                    operation
                            .at("/requestBody/content/application~1json/schema/$ref")
                            .asString("")
                            .replace(SCHEMAS, "");
            assertThat(body)
                    .as(call.name())
                    .isEqualTo(
                            parameters(call, RequestBody.class)
                                    .map(p -> p.getType().getSimpleName())
                                    .findFirst()
                                    .orElse(""));
        });
    }

    @Test
    void everyAnswerHasItsFields() {
        Map<String, Class<?>> records = new TreeMap<>();
        calls().forEach(call -> {
            JsonNode schema = operation(call).at("/responses/200/content/application~1json/schema");
            Type answer = answer(call.method());
            JsonNode one = schema.has("items") ? schema.get("items") : schema;
            String told = one.path("$ref").asString("").replace(SCHEMAS, "");
            String is = record(answer).map(Class::getSimpleName).orElse("");
            assertThat(told).as(call.name()).isEqualTo(is);
            assertThat(schema.has("items")).as(call.name()).isEqualTo(isList(answer));
            record(answer).ifPresent(each -> collect(each, records));
            parameters(call, RequestBody.class).forEach(p -> collect(p.getType(), records));
        });
        records.forEach((name, each) ->
                assertThat(
                                document.at("/components/schemas/" + name + "/properties")
                                        .propertyNames())
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(fields(each)));
        assertThat(document.at("/components/schemas").propertyNames())
                .filteredOn(name -> !name.equals("Problem"))
                .containsExactlyInAnyOrderElementsOf(records.keySet());
    }

    private static Stream<Call> calls() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents(OpenApi.class.getPackageName()).stream()
                .map(found -> named(Objects.requireNonNull(found.getBeanClassName())))
                .flatMap(type ->
                        Arrays.stream(type.getDeclaredMethods())
                                .flatMap(method -> call(type, method).stream()));
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Call> call(Class<?> type, Method method) {
        RequestMapping here =
                AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (here == null) return Optional.empty();
        RequestMapping above =
                AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
        String path = (above == null ? "" : first(above.path())) + first(here.path());
        String verb = here.method()[0].name().toLowerCase(java.util.Locale.ROOT);
        return Optional.of(new Call(verb + " " + path, method));
    }

    private static String first(String[] paths) {
        return paths.length == 0 ? "" : paths[0];
    }

    private JsonNode operation(Call call) {
        String[] parts = call.name().split(" ", 2);
        return document.get("paths").path(parts[1]).path(parts[0]);
    }

    private static Stream<Parameter> parameters(
            Call call, Class<? extends java.lang.annotation.Annotation> as) {
        return Arrays.stream(call.method().getParameters()).filter(p -> p.isAnnotationPresent(as));
    }

    /** What a call answers, without what stands around it. */
    private static Type answer(Method method) {
        Type type = method.getGenericReturnType();
        boolean wrapped =
                type instanceof ParameterizedType p
                        && p.getRawType().getTypeName().endsWith("ResponseEntity");
        return wrapped ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    }

    private static boolean isList(Type type) {
        return type instanceof ParameterizedType p && p.getRawType() == List.class;
    }

    private static Optional<Class<?>> record(Type type) {
        Type one = isList(type) ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
        return one instanceof Class<?> found && found.isRecord()
                ? Optional.of(found)
                : Optional.empty();
    }

    private static void collect(Class<?> type, Map<String, Class<?>> records) {
        if (records.put(type.getSimpleName(), type) != null) return;
        for (RecordComponent each : type.getRecordComponents())
            record(each.getGenericType())
                    .ifPresent(part -> {
                        if (isUnwrapped(each)) parts(part, records);
                        else collect(part, records);
                    });
    }

    /** What is unwrapped is no schema of its own, but its parts are. */
    private static void parts(Class<?> type, Map<String, Class<?>> records) {
        for (RecordComponent each : type.getRecordComponents())
            record(each.getGenericType())
                    .ifPresent(part -> {
                        if (isUnwrapped(each)) parts(part, records);
                        else collect(part, records);
                    });
    }

    private static List<String> fields(Class<?> type) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent each : type.getRecordComponents())
            if (isUnwrapped(each)) fields.addAll(fields(each.getType()));
            else fields.add(each.getName());
        return fields;
    }

    private static boolean isUnwrapped(RecordComponent component) {
        return component.isAnnotationPresent(JsonUnwrapped.class)
                || component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }

    private static JsonNode document() {
        try (InputStream file =
                OpenApiTest.class.getClassLoader().getResourceAsStream(OpenApi.FILE)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
